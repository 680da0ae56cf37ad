package org.wzp.relay.federation;

import java.util.HashMap;
import java.util.Map;
import org.wzp.relay.rates.Allowance;

/**
 * One global room as one link sees it. The loop of the link reads what is published; the federation's thread writes it, and
 * owns the rest.
 */
final class LinkRoom {
    private static final int PACKETS_FOR_EACH_PERSON = 100;
    /** More don't talk at once, and a link could tell of as many as it likes. */
    private static final int MOST_COUNTED = 200;

    private final GlobalRoom room;
    private final int leastPackets;
    private int people;
    /** What may come in a second, and at once. */
    private volatile int packets;
    /** The loop's own. */
    private Allowance allowance;

    private volatile LinkGroup[] onwards = LinkGroup.NOBODY;

    // ---- the federation thread's own -------------------------------------------------------------------------------

    /** Of relays whose people this link has told of, by fingerprint. */
    private final Map<String, Told> told = new HashMap<>();

    /**
     * @param hops how far they are behind the link
     * @param nanos when it has told
     * @param linkedNanos since when it has them from that relay itself, if it has
     */
    private record Told(int hops, long nanos, long linkedNanos) {
        boolean isLinked() {
            return hops == 1;
        }
    }

    LinkRoom(GlobalRoom room, int leastPackets) {
        this.room = room;
        this.leastPackets = leastPackets;
        this.packets = leastPackets;
        this.allowance = new Allowance(leastPackets, leastPackets);
    }

    GlobalRoom room() {
        return room;
    }

    /** On the link's loop: whether one more packet may come in. */
    boolean admits(long nowNanos) {
        int most = packets;
        if (!allowance.isOf(most)) {
            allowance = allowance.changed(nowNanos, most, most);
        }
        return allowance.take(nowNanos, 1);
    }

    /** The links that this one's media goes on to; nobody writes to it. */
    LinkGroup[] onwards() {
        return onwards;
    }

    void onwards(LinkGroup[] next) {
        onwards = next;
    }

    /** The link has told of that relay's people, of some at least; false if it has told of too many relays. */
    boolean tells(String origin, int hops, long nowNanos) {
        if (told.size() > Rosters.MOST_ORIGINS && !told.containsKey(origin)) {
            return false;
        }
        Told before = told.get(origin);
        long linkedNanos = before != null && before.isLinked() ? before.linkedNanos() : nowNanos;
        told.put(origin, new Told(hops, nowNanos, linkedNanos));
        return true;
    }

    /** Whether it has told of that relay's people after that moment. */
    boolean toldAfter(long nanos, String origin) {
        Told one = told.get(origin);
        return one != null && one.nanos() - nanos > 0;
    }

    /** What another link of the same relay has told, and when it counts as told. */
    void take(LinkRoom before, long heardNanos) {
        before.told.forEach((origin, one) -> told.put(origin, new Told(one.hops(), heardNanos, one.linkedNanos())));
        people(before.people);
    }

    void tellsNoMore(String origin) {
        told.remove(origin);
    }

    boolean forget(long nowNanos, long lifeNanos) {
        return told.values().removeIf(one -> nowNanos - one.nanos() > lifeNanos);
    }

    boolean forgetAll() {
        boolean any = !told.isEmpty();
        told.clear();
        return any;
    }

    /** Whether somebody listens behind this link. */
    boolean hasListeners() {
        return !told.isEmpty();
    }

    /** Whether the relay behind this link has that one's people from itself. */
    boolean isLinkedWith(String origin) {
        Told one = told.get(origin);
        return one != null && one.isLinked();
    }

    /** The same, for so long at least. */
    boolean isLinkedWith(String origin, long nowNanos, long leastNanos) {
        Told one = told.get(origin);
        return one != null && one.isLinked() && nowNanos - one.linkedNanos() >= leastNanos;
    }

    /** What decides where media goes: whether somebody listens behind the link, and whether one relay's media gets there itself. */
    record Ways(boolean hasListeners, boolean isLinkedWith) {}

    Ways ways(String origin) {
        return new Ways(hasListeners(), isLinkedWith(origin));
    }

    /** Sizes what may come by how many people are behind the link. */
    void people(int count) {
        if (count != people) {
            people = count;
            packets = leastPackets + Math.min(count, MOST_COUNTED) * PACKETS_FOR_EACH_PERSON;
        }
    }
}
