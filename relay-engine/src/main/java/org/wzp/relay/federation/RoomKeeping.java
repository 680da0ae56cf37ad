package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.wzp.relay.room.RemoteRoster;
import org.wzp.relay.room.RemoteSide;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.RosterEntry;

/**
 * Keeps global rooms up: publishes what has changed in them, has links told of it, forgets calls that are over. Where media goes is
 * published at once. Who is there takes longer to put together, of many relays that somebody tells of, so a turn of the
 * federation's thread does it for as many rooms as fit into a part of it, those first that have waited longest: other links must not
 * be thought silent meanwhile. Confined to the federation's thread.
 */
final class RoomKeeping {
    /** Changes of one room are told together (relay behaviour 10.16). */
    private static final long TOLD_TOGETHER_NANOS = 250_000_000L;
    /** Of a turn, of which there are twenty a second at most, and one more. */
    static final long SHOWING_NANOS = 10_000_000L;

    private final GlobalRooms rooms;
    private final Rosters rosters;
    private final MediaRoutes routes;
    private final Announcer announcer;
    private final LinkTable links;
    private final RoomDirectory directory;
    private final LongSupplier nanos;
    /** Rooms whose people elsewhere may be others than those that are shown. */
    private final Set<GlobalRoom> unshown = new LinkedHashSet<>();

    RoomKeeping(
            GlobalRooms rooms,
            Rosters rosters,
            MediaRoutes routes,
            Announcer announcer,
            LinkTable links,
            RoomDirectory directory,
            LongSupplier nanos) {
        this.rooms = rooms;
        this.rosters = rosters;
        this.routes = routes;
        this.announcer = announcer;
        this.links = links;
        this.directory = directory;
        this.nanos = nanos;
    }

    /** @param heard all links that bring media */
    void look(long now, List<PeerLink> heard) {
        rosters.expire(now);
        List<GlobalRoom> over = new ArrayList<>();
        for (GlobalRoom room : rooms.all()) {
            rosters.lookAtOurs(room, now);
            rosters.beat(room, now);
            boolean routesDue = room.takeRoutesDue(now);
            if (room.changed || routesDue) {
                routes.publish(room, heard, now);
            }
            if (room.changed) {
                room.changed = false;
                room.news = true;
                unshown.add(room);
            }
            if (room.news && now - room.lastToldNanos >= TOLD_TOGETHER_NANOS) {
                room.news = false;
                room.lastToldNanos = now;
                for (PeerLink link : links.all()) {
                    announcer.due(link, room);
                }
            }
            boolean isOver = room.held.isEmpty() && room.own.isEmpty() && !room.news;
            if (RoomName.isCall(room.name()) && isOver && announcer.isTold(room, links.all())) {
                over.add(room);
            }
        }
        // after the routes: whoever is shown can be spoken to
        show();
        for (GlobalRoom room : over) {
            rooms.forget(room);
            forget(room);
        }
    }

    /** Whether something is still to be shown or told. */
    boolean isBehind() {
        return !unshown.isEmpty() || rooms.all().stream().anyMatch(room -> room.news);
    }

    private void show() {
        long began = nanos.getAsLong();
        for (Iterator<GlobalRoom> next = unshown.iterator();
                next.hasNext() && nanos.getAsLong() - began < SHOWING_NANOS; ) {
            GlobalRoom room = next.next();
            next.remove();
            show(room);
        }
    }

    private void show(GlobalRoom room) {
        List<RosterEntry> elsewhere = room.elsewhere();
        if (!elsewhere.equals(room.side().roster().people())) {
            room.side().roster(new RemoteRoster(directory.nextVersion(), elsewhere));
            Room here = directory.orNull(room.name());
            if (here != null) {
                here.remoteChanged();
            }
        }
    }

    /** A room is global no longer. */
    void forget(GlobalRoom gone) {
        gone.held.clear();
        unshown.remove(gone);
        for (PeerLink link : links.all()) {
            announcer.tellEnd(link, gone);
        }
        announcer.forget(gone);
        Room here = directory.orNull(gone.name());
        if (here != null) {
            here.remote(RemoteSide.NONE);
        }
    }
}
