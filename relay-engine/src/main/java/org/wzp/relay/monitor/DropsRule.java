package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.TrafficStatus;
import org.wzp.relay.text.Names;

/** What is being lost now, by cause, and whom it meets most; else what was lost since start, if it was much. */
public final class DropsRule implements AttentionRule {
    /** Fewer drops since start than this are no matter for the operator. */
    private static final long MANY_DROPS = 100;

    /** A smaller share of all packets than this is below what a listener notices. */
    private static final double LARGE_SHARE = 0.001;

    private final Supplier<List<Drop>> recentDrops;

    /** @param recentDrops of the last ten seconds, largest first */
    public DropsRule(Supplier<List<Drop>> recentDrops) {
        this.recentDrops = recentDrops;
    }

    @Override
    public List<Attention> lines(Sections sections) {
        List<Attention> list = new ArrayList<>();
        List<Drop> recent = recentDrops.get();
        for (Drop drop : recent) {
            Optional<Culprit> person = leadsTo(drop, recent, sections.rooms());
            list.add(new Attention(
                    Severity.WARNING,
                    new Notice.DroppedNow(drop.count(), drop.cause(), person.map(Culprit::affected)),
                    person.map(Culprit::subject).orElseGet(Subject.Relay::new)));
        }
        if (recent.isEmpty()) {
            addDropsSinceStart(list, sections.traffic());
        }
        return list;
    }

    private static void addDropsSinceStart(List<Attention> list, TrafficStatus traffic) {
        List<Drop> drops = traffic.dropped().stream()
                .filter(drop -> drop.cause() != DropCause.CLOSED)
                .toList();
        long lost = drops.stream().mapToLong(Drop::count).sum();
        double share = (double) lost / Math.max(1, lost + traffic.datagramsIn() + traffic.datagramsOut());
        if (lost < MANY_DROPS || share < LARGE_SHARE) {
            return;
        }
        DropCause mostly = drops.getFirst().cause();
        list.add(new Attention(
                Severity.INFO,
                new Notice.DroppedBefore(
                        lost,
                        mostly,
                        traffic.lostMost().stream()
                                .findFirst()
                                .filter(loss -> mostly.isMissed())
                                .map(loss -> new Notice.AffectedPerson(
                                        loss.alias(), loss.fingerprint(), loss.room(), loss.count()))),
                new Subject.Relay()));
    }

    /** Whom a cause leads to. */
    private record Culprit(RoomStatus room, ParticipantStatus person, long packets) {
        Notice.AffectedPerson affected() {
            return new Notice.AffectedPerson(person.alias(), person.fingerprint(), room.name(), packets);
        }

        Subject subject() {
            return new Subject.Person(room.name(), person.id(), Names.of(person.alias(), person.fingerprint()));
        }
    }

    /**
     * Who sends too much, if the limits on sending are the cause; else who misses most, which is counted over all causes and
     * therefore said of the most frequent one only.
     */
    private static Optional<Culprit> leadsTo(Drop drop, List<Drop> recent, List<RoomStatus> rooms) {
        return switch (drop.cause()) {
            case OVER_PACKETS, OVER_BYTES -> largest(rooms, ParticipantStatus::overLimit);
            default ->
                recent.stream()
                        .filter(any -> any.cause().isMissed())
                        .findFirst()
                        .filter(drop::equals)
                        .flatMap(most -> largest(rooms, ParticipantStatus::droppedLately));
        };
    }

    private static Optional<Culprit> largest(List<RoomStatus> rooms, ToLongFunction<ParticipantStatus> packets) {
        return rooms.stream()
                .flatMap(room -> room.participants().stream()
                        .map(person -> new Culprit(room, person, packets.applyAsLong(person))))
                .filter(culprit -> culprit.packets() > 0)
                .max(Comparator.comparingLong(Culprit::packets));
    }
}
