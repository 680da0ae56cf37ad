package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.Loss;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.TrafficStatus;
import org.wzp.relay.api.Weakest;
import org.wzp.relay.text.DropWords;
import org.wzp.relay.text.Names;

/** What the operator should know now, worst first; every line says what to do. Pure functions. */
public final class AttentionList {
    /** Rooms named one by one; more become one line, so that a bad network can't flood the list. */
    private static final int MAX_ROOMS_NAMED = 5;

    /** Fewer drops since start than this are no matter for the operator. */
    private static final long MANY_DROPS = 100;

    /** A smaller share of all packets than this is below what a listener notices. */
    private static final double LARGE_SHARE = 0.001;

    private AttentionList() {}

    /**
     * What there is to say about a running relay.
     *
     * @param traffic totals since start
     * @param recentDrops drops of the last seconds, by cause
     * @param diskProblem why the access rules or the audit log could not be written, if the last write failed
     * @param loginTrouble what is wrong with those who don't log in, a sentence
     * @param eventsDropped events the listeners never heard of
     * @param tokenTrouble why the token service could not be asked, if the last try failed
     * @param takeover the newest takeover of an identity from another address, while it is news
     */
    public record Findings(
            List<String> configWarnings,
            List<RoomStatus> rooms,
            TrafficStatus traffic,
            List<Drop> recentDrops,
            ContentionStatus contention,
            Optional<String> diskProblem,
            Optional<String> loginTrouble,
            int sessions,
            int maxSessions,
            long eventsDropped,
            Optional<String> tokenTrouble,
            Optional<String> takeover) {}

    public static List<Attention> whileNotRunning(Optional<String> failure, List<String> configWarnings) {
        List<Attention> list = new ArrayList<>();
        failure.ifPresent(why -> list.add(new Attention(Severity.ERROR, why, new Subject.Relay())));
        addWarnings(list, configWarnings);
        return list;
    }

    public static List<Attention> whileRunning(Findings findings) {
        List<Attention> list = new ArrayList<>();
        findings.diskProblem()
                .ifPresent(why -> list.add(new Attention(Severity.ERROR, why, new Subject.AccessRules())));
        if (findings.sessions() >= findings.maxSessions()) {
            list.add(new Attention(
                    Severity.ERROR,
                    "All " + findings.maxSessions() + " sessions are taken; nobody else can join. Raise max_sessions.",
                    new Subject.Rooms()));
        }
        long violations = findings.contention().hotPathViolations();
        if (violations > 0) {
            list.add(new Attention(
                    Severity.ERROR,
                    "A lock was taken on the media path " + violations + " times. The Contention view names it; please"
                            + " report it.",
                    new Subject.Threads()));
        }
        findings.loginTrouble().ifPresent(what -> list.add(new Attention(Severity.WARNING, what, new Subject.Relay())));
        findings.tokenTrouble().ifPresent(why -> list.add(new Attention(Severity.ERROR, why, new Subject.Relay())));
        addRooms(list, findings.rooms());
        addDrops(list, findings);
        if (findings.eventsDropped() > 0) {
            list.add(new Attention(
                    Severity.WARNING,
                    findings.eventsDropped() + " events came too fast for the journal and are missing from it.",
                    new Subject.Relay()));
        }
        findings.takeover().ifPresent(what -> list.add(new Attention(Severity.INFO, what, new Subject.Rooms())));
        addWarnings(list, findings.configWarnings());
        return list;
    }

    private static void addRooms(List<Attention> list, List<RoomStatus> rooms) {
        List<RoomStatus> bad = rooms.stream()
                .filter(room -> room.quality() == Quality.POOR || room.quality() == Quality.FAIR)
                .toList();
        for (RoomStatus room : bad.subList(0, Math.min(bad.size(), MAX_ROOMS_NAMED))) {
            list.add(room.weakest()
                    .map(weakest -> new Attention(
                            Severity.WARNING,
                            "Room " + room.name() + " sounds worse than it could: the connection of "
                                    + Names.withKey(weakest.alias(), weakest.fingerprint())
                                    + trouble(room, weakest) + ".",
                            new Subject.Person(
                                    room.name(),
                                    weakest.participant(),
                                    Names.of(weakest.alias(), weakest.fingerprint()))))
                    .orElseGet(() -> new Attention(
                            Severity.WARNING,
                            "Room " + room.name() + " sounds worse than it could.",
                            new Subject.Room(room.name()))));
        }
        if (bad.size() > MAX_ROOMS_NAMED) {
            list.add(new Attention(
                    Severity.WARNING,
                    (bad.size() - MAX_ROOMS_NAMED)
                            + " more rooms are below Good. If no one is in several of them, check"
                            + " this machine's network.",
                    new Subject.Rooms()));
        }
    }

    /** What is wrong with the weakest connection, in the figures that were measured. */
    private static String trouble(RoomStatus room, Weakest weakest) {
        return room.participants().stream()
                .filter(person -> person.id() == weakest.participant())
                .findFirst()
                .map(person -> Stream.of(
                                person.link().lossPercent().stream()
                                        .mapToObj(percent -> " loses " + decimal(percent) + " %"),
                                person.link().rttMillis().stream()
                                        .mapToObj(millis -> " takes " + Math.round(millis) + " ms there and back"))
                        .flatMap(figures -> figures)
                        .collect(Collectors.joining(" and")))
                .filter(figures -> !figures.isEmpty())
                .orElse(" is the weakest");
    }

    private static String decimal(double value) {
        return String.format(Locale.ENGLISH, "%.1f", value);
    }

    /** What is being lost now, by cause, and whom it meets most; else what was lost since start, if it was much. */
    private static void addDrops(List<Attention> list, Findings findings) {
        for (Drop drop : findings.recentDrops()) {
            Optional<Culprit> person = leadsTo(drop, findings);
            list.add(new Attention(
                    Severity.WARNING,
                    String.format(
                            Locale.ENGLISH,
                            "%,d packets were dropped in the last ten seconds: %s.%s",
                            drop.count(),
                            DropWords.of(drop.cause()),
                            person.map(Culprit::sentence).orElse("")),
                    person.map(Culprit::subject).orElseGet(Subject.Relay::new)));
        }
        if (findings.recentDrops().isEmpty()) {
            addDropsSinceStart(list, findings.traffic());
        }
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
                String.format(
                        Locale.ENGLISH,
                        "%,d packets were dropped since the start, none in the last ten seconds. Most of them: %s.%s",
                        lost,
                        DropWords.of(mostly),
                        traffic.lostMost().stream()
                                .findFirst()
                                .filter(loss -> mostly.isMissed())
                                .map(AttentionList::mostSinceStart)
                                .orElse("")),
                new Subject.Relay()));
    }

    private static String mostSinceStart(Loss loss) {
        return String.format(
                Locale.ENGLISH,
                " %s in %s missed most: %,d.",
                Names.withKey(loss.alias(), loss.fingerprint()),
                loss.room(),
                loss.count());
    }

    /**
     * Whom a cause leads to.
     *
     * @param does what this person has to do with it, before the figure
     */
    private record Culprit(RoomStatus room, ParticipantStatus person, String does, long packets) {
        String sentence() {
            return String.format(
                    Locale.ENGLISH,
                    " %s in %s %s: %,d.",
                    Names.withKey(person.alias(), person.fingerprint()),
                    room.name(),
                    does,
                    packets);
        }

        Subject subject() {
            return new Subject.Person(room.name(), person.id(), Names.of(person.alias(), person.fingerprint()));
        }
    }

    /**
     * Who sends too much, if the limits on sending are the cause; else who misses most, which is counted over all causes and
     * therefore said of the most frequent one only.
     */
    private static Optional<Culprit> leadsTo(Drop drop, Findings findings) {
        return switch (drop.cause()) {
            case OVER_PACKETS, OVER_BYTES ->
                largest(findings.rooms(), "has sent most over the limit", ParticipantStatus::overLimit);
            default ->
                findings.recentDrops().stream()
                        .filter(any -> any.cause().isMissed())
                        .findFirst()
                        .filter(drop::equals)
                        .flatMap(most -> largest(findings.rooms(), "misses most", ParticipantStatus::droppedLately));
        };
    }

    private static Optional<Culprit> largest(
            List<RoomStatus> rooms, String does, ToLongFunction<ParticipantStatus> packets) {
        return rooms.stream()
                .flatMap(room -> room.participants().stream()
                        .map(person -> new Culprit(room, person, does, packets.applyAsLong(person))))
                .filter(culprit -> culprit.packets() > 0)
                .max(Comparator.comparingLong(Culprit::packets));
    }

    private static void addWarnings(List<Attention> list, List<String> warnings) {
        for (String warning : warnings) {
            list.add(new Attention(Severity.WARNING, warning, new Subject.Relay()));
        }
    }
}
