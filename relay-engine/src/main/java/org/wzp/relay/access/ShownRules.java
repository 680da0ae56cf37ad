package org.wzp.relay.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.RoomRule;

/**
 * What a snapshot shows of one state of the rules; the same object until something changes, however many rules there are.
 * Immutable.
 *
 * @param inForce bans in force without the hits of this run, by number
 * @param nextEnd when the first of them ends; {@link Instant#MAX} when none does
 * @param hits attempts that bans had refused in this run when this was made
 * @param offset of the wall clock when this was made
 */
record ShownRules(Rules rules, List<Ban> inForce, Instant nextEnd, long hits, Duration offset, AccessStatus view) {

    static ShownRules of(Rules rules, HoldClock clock, long hits, Map<Long, LongAdder> more) {
        List<Ban> inForce = rules.bans().stream()
                .filter(clock::isInForce)
                .map(clock::byWallClock)
                .toList();
        Instant nextEnd = inForce.stream()
                .flatMap(ban -> ban.until().stream())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        List<RoomRule> rooms = rules.rooms().values().stream()
                .sorted(Comparator.comparing(RoomRule::room))
                .toList();
        return new ShownRules(
                rules, inForce, nextEnd, hits, clock.offset(), new AccessStatus(rooms, counted(inForce, more)));
    }

    @SuppressWarnings("ReferenceEquality") // each change makes a new one
    boolean isOf(Rules now, HoldClock clock) {
        return rules == now && clock.now().isBefore(nextEnd) && !clock.wasSetSince(offset);
    }

    /** The same with today's hits; touches only the bans that have some. */
    ShownRules withHits(long total, Map<Long, LongAdder> more) {
        return new ShownRules(
                rules, inForce, nextEnd, total, offset, new AccessStatus(view.rules(), counted(inForce, more)));
    }

    private static List<Ban> counted(List<Ban> bans, Map<Long, LongAdder> more) {
        if (more.isEmpty()) {
            return bans;
        }
        Ban[] next = bans.toArray(Ban[]::new);
        more.forEach((id, count) -> {
            int at = place(next, id);
            if (at >= 0) {
                next[at] = withHits(next[at], count.sum());
            }
        });
        return List.of(next);
    }

    /** Bans stand in the order of their numbers. */
    private static int place(Ban[] bans, long id) {
        int low = 0;
        int high = bans.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(bans[middle].id(), id);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    static Ban withHits(Ban ban, long more) {
        return new Ban(
                ban.id(),
                ban.target(),
                ban.room(),
                ban.reason(),
                ban.issuer(),
                ban.issued(),
                ban.until(),
                ban.hits() + more);
    }
}
