package org.wzp.relay.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.wzp.relay.api.ContentionView;
import org.wzp.relay.api.RelaySnapshot.Attention;
import org.wzp.relay.api.RelaySnapshot.Attention.Severity;
import org.wzp.relay.api.RelaySnapshot.Drop;
import org.wzp.relay.api.RelaySnapshot.ParticipantView;
import org.wzp.relay.api.RelaySnapshot.RoomView;
import org.wzp.relay.api.RelaySnapshot.Subject;

/** What the operator should know now, worst first; every line says what to do. Pure functions. */
final class AttentionList {
    private static final String OVERVIEW = "overview";
    private static final String ROOMS = "rooms";
    private static final String ACCESS = "access";
    private static final String CONTENTION = "contention";
    private static final Set<String> TIERS_BELOW_GOOD = Set.of("Degraded", "Catastrophic");
    /** Rooms named one by one; more become one line, so that a bad network can't flood the list. */
    private static final int MAX_ROOMS_NAMED = 5;

    private AttentionList() {}

    /**
     * What there is to say about a running relay.
     *
     * @param recentDrops drops of the last seconds, by cause
     * @param diskProblem why the access rules or the audit log could not be written, if the last write failed
     * @param loginTrouble what is wrong with those who don't log in, a sentence
     * @param eventsDropped events the listeners never heard of
     * @param tokenTrouble why the token service could not be asked, if the last try failed
     * @param takeover the newest takeover of an identity from another address, while it is news
     */
    record Findings(
            List<String> configWarnings,
            List<RoomView> rooms,
            List<Drop> recentDrops,
            ContentionView contention,
            Optional<String> diskProblem,
            Optional<String> loginTrouble,
            int sessions,
            int maxSessions,
            long eventsDropped,
            Optional<String> tokenTrouble,
            Optional<String> takeover) {}

    static List<Attention> whileNotRunning(Optional<String> failure, List<String> configWarnings) {
        List<Attention> list = new ArrayList<>();
        failure.ifPresent(why -> list.add(new Attention(Severity.ERROR, why, OVERVIEW)));
        addWarnings(list, configWarnings);
        return list;
    }

    static List<Attention> whileRunning(Findings findings) {
        List<Attention> list = new ArrayList<>();
        findings.diskProblem().ifPresent(why -> list.add(new Attention(Severity.ERROR, why, ACCESS)));
        if (findings.sessions() >= findings.maxSessions()) {
            list.add(new Attention(
                    Severity.ERROR,
                    "All " + findings.maxSessions()
                            + " sessions are taken; newcomers are turned away. Raise max_sessions.",
                    ROOMS));
        }
        long violations = findings.contention().hotPathViolations();
        if (violations > 0) {
            list.add(new Attention(
                    Severity.ERROR,
                    "A lock was taken on the media path " + violations + " times. The Contention view names it; please"
                            + " report it.",
                    CONTENTION));
        }
        findings.loginTrouble().ifPresent(what -> list.add(new Attention(Severity.WARNING, what, OVERVIEW)));
        findings.tokenTrouble().ifPresent(why -> list.add(new Attention(Severity.ERROR, why, OVERVIEW)));
        addRooms(list, findings.rooms());
        addDrops(list, findings.recentDrops());
        if (findings.eventsDropped() > 0) {
            list.add(new Attention(
                    Severity.WARNING,
                    findings.eventsDropped() + " events came too fast for the journal and are missing from it.",
                    OVERVIEW));
        }
        findings.takeover().ifPresent(what -> list.add(new Attention(Severity.INFO, what, ROOMS)));
        addWarnings(list, findings.configWarnings());
        return list;
    }

    private static void addRooms(List<Attention> list, List<RoomView> rooms) {
        List<RoomView> bad = rooms.stream()
                .filter(room -> TIERS_BELOW_GOOD.contains(room.tier()))
                .toList();
        for (RoomView room : bad.subList(0, Math.min(bad.size(), MAX_ROOMS_NAMED))) {
            String who = room.weakest().isEmpty() ? "somebody" : room.weakest();
            list.add(new Attention(
                    Severity.WARNING,
                    "Room " + room.name() + " is " + room.tier().toLowerCase(Locale.ROOT) + ": " + who
                            + " has the weakest connection. A better network for " + who + " helps everybody there.",
                    ROOMS,
                    Optional.of(subject(room))));
        }
        if (bad.size() > MAX_ROOMS_NAMED) {
            list.add(new Attention(
                    Severity.WARNING,
                    (bad.size() - MAX_ROOMS_NAMED) + " more rooms are below good. If they share nobody, check this"
                            + " machine's own network.",
                    ROOMS));
        }
    }

    /** The weakest if somebody has reported, else the room. Of several with that name, the one that loses most. */
    private static Subject subject(RoomView room) {
        return room.participants().stream()
                .filter(person -> room.weakest().equals(name(person)))
                .max(Comparator.comparingDouble(
                        person -> Double.isNaN(person.lossPercent()) ? -1 : person.lossPercent()))
                .<Subject>map(person -> new Subject.Person(room.name(), person.id(), room.weakest()))
                .orElseGet(() -> new Subject.Room(room.name()));
    }

    private static String name(ParticipantView person) {
        return person.alias().isEmpty() ? CommandTexts.shortened(person.fingerprint()) : person.alias();
    }

    private static void addDrops(List<Attention> list, List<Drop> drops) {
        for (Drop drop : drops) {
            list.add(new Attention(
                    Severity.WARNING,
                    drop.count() + " datagrams were dropped in the last ten seconds (" + drop.cause() + "). "
                            + adviceFor(drop.cause()),
                    ROOMS));
        }
    }

    private static String adviceFor(String cause) {
        return switch (cause) {
            case "outbox-full" -> "The participants with drops in their row do not keep up with their room.";
            case "too-large" -> "A sender's packets are larger than a receiver's path carries; a lower codec helps.";
            case "stale" ->
                "It had waited too long: somebody's link was gone, or this machine stood still for a moment.";
            case "handover-full" -> "This machine's event loops are overloaded; see the Contention view.";
            case "over-packets" ->
                "Somebody sends more than media_packets_per_second; over the limit in the row is not 0.";
            case "over-bytes" -> "Somebody sends more than media_bytes_per_second; over the limit in the row is not 0.";
            case "malformed" -> "Somebody sends what is no media; its row shows packets in without a codec.";
            default -> "See the participants' rows.";
        };
    }

    private static void addWarnings(List<Attention> list, List<String> warnings) {
        for (String warning : warnings) {
            list.add(new Attention(Severity.WARNING, warning, OVERVIEW));
        }
    }
}
