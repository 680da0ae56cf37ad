package org.wzp.relay.room;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.Tier;
import org.wzp.relay.contention.CasSite;
import org.wzp.relay.wire.SignalMessage;

/**
 * A named group; media from one member is copied to all others.
 *
 * <p>Membership protocol: one reference to an immutable {@link Membership}, replaced by compare-and-set. Leaving by the last
 * member and closing are the same compare-and-set, and closed is terminal, so who joins either joins the room that the
 * directory holds or sees it closed and starts over with a fresh one. Whoever wins the transition does its clean-up;
 * everybody else's attempt is a no-op. Nothing is locked, and nothing waits.
 */
public final class Room {
    private static final VarHandle MEMBERSHIP;

    static {
        try {
            MEMBERSHIP = MethodHandles.lookup().findVarHandle(Room.class, "membership", Membership.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;
    private final Instant created;
    private final CasSite site;
    private final RosterPublisher rosters;
    private final RoomCosts costs = new RoomCosts();

    @SuppressWarnings("FieldMayBeFinal") // replaced through MEMBERSHIP
    private volatile Membership membership;

    /** What it has on other relays; another one when its name becomes global, or is no longer. */
    private volatile RemoteSide remote;

    /** Written by the sweep. */
    private volatile Tier tier = Tier.GOOD;

    Room(
            String name,
            Instant created,
            long version,
            CasSite site,
            RosterPace pace,
            AtomicLong collected,
            RemoteSide remote) {
        this.remote = remote;
        this.rosters = new RosterPublisher(this, pace, collected);
        this.name = name;
        this.created = created;
        this.site = site;
        this.membership = Membership.empty(version);
    }

    public String name() {
        return name;
    }

    public Instant created() {
        return created;
    }

    /** The media path's one acquire load. */
    public Membership membership() {
        return (Membership) MEMBERSHIP.getAcquire(this);
    }

    /** What handing on its media costs. */
    public RoomCosts costs() {
        return costs;
    }

    /** What it has on other relays: the one thing that a local room's media reads more. */
    public RemoteSide remote() {
        return remote;
    }

    /** Gives it another remote side, and tells its members who is there. */
    public void remote(RemoteSide next) {
        if (remote != next) {
            remote = next;
            remoteChanged();
        }
    }

    /** Who is in it on other relays has changed. */
    public void remoteChanged() {
        rosterChanged(null);
    }

    /** The worst of its members' tiers, as of the last sweep. */
    public Tier tier() {
        return tier;
    }

    /** One attempt to change the membership. */
    boolean replace(Membership expected, Membership next) {
        return MEMBERSHIP.compareAndSet(this, expected, next);
    }

    /** Its membership is another one now. */
    void changed(int lostAttempts) {
        site.done(lostAttempts);
        remote.changedHere();
    }

    /** Every member's roster is out of date; who has joined, if somebody has, is told first. */
    void rosterChanged(@Nullable Participant joined) {
        rosters.changed(joined);
    }

    /**
     * Feeds new reports, recomputes the tier from who is here now, and directs everybody if it moved. Called by the sweep
     * only.
     *
     * @param nanos monotonic clock, ns
     * @param rehearsers fingerprints whose reports don't count beside a person's
     * @return the directive that went out; null when the tier stayed
     */
    public SignalMessage.@Nullable QualityDirective sweep(long nanos, Set<String> rehearsers) {
        Membership current = membership();
        if (current.isClosed() || current.size() == 0) {
            return null;
        }
        for (Participant member : current.members()) {
            member.sweep(nanos);
        }
        Tier worst = Tier.STUDIO_64K;
        for (Participant member : current.deciding(rehearsers)) {
            worst = Tier.worse(worst, member.tier());
        }
        if (worst == tier) {
            return null;
        }
        tier = worst;
        SignalMessage.QualityDirective directive =
                new SignalMessage.QualityDirective(worst.profile(), "weakest link: " + worst.label());
        for (Participant member : current.members()) {
            member.direct(directive);
        }
        return directive;
    }

    @Override
    public String toString() {
        return "room " + name;
    }
}
