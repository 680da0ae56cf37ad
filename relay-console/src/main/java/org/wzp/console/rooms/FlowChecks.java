package org.wzp.console.rooms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.wzp.console.rooms.Whereabouts.Here;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.CodecId;

/** The part of the way that media takes through this relay: from the speaker, and to the listener. Pure functions. */
final class FlowChecks {
    /** Clients send a packet every 20 or 40 ms while somebody talks. */
    static final Duration SILENT = Duration.ofSeconds(2);

    /** From this share on nobody understands a word, 0 to 1. */
    private static final double MOST_IS_LOST = 0.5;

    private static final double PERCENT = 100;
    private static final double MILLIS = 1_000;

    private final RelaySnapshot before;
    private final RelaySnapshot now;
    private final String hears;
    private final String speaks;

    /**
     * @param hears what the listener is called
     * @param speaks what the speaker is called
     */
    FlowChecks(RelaySnapshot before, RelaySnapshot now, String hears, String speaks) {
        this.before = before;
        this.now = now;
        this.hears = hears;
        this.speaks = speaks;
    }

    PathStep sending(Whereabouts speaking) {
        if (!(speaking instanceof Here here)) {
            return PathStep.unknown(PathCheck.SENDING, Texts.of("why.sending.elsewhere", speaks));
        }
        ParticipantStatus person = here.person();
        if (!over(person).isEmpty() && person.packetsIn() == then(person).packetsIn) {
            return PathStep.broken(PathCheck.SENDING, Texts.of("why.sending.over", speaks, over(person), lately()));
        }
        Optional<Duration> silence = person.flow().sinceLast();
        if (silence.isEmpty()) {
            return PathStep.broken(
                    PathCheck.SENDING,
                    Texts.of(
                            "why.sending.never", speaks, Durations.brief(Duration.between(person.joined(), now.at()))));
        }
        if (silence.get().compareTo(SILENT) > 0) {
            return PathStep.broken(
                    PathCheck.SENDING, Texts.of("why.sending.silent", speaks, Durations.brief(silence.get())));
        }
        if (person.codec().filter(CodecId.COMFORT_NOISE::equals).isPresent()) {
            return PathStep.broken(PathCheck.SENDING, Texts.of("why.sending.noise", speaks));
        }
        if (!over(person).isEmpty()) {
            return PathStep.poor(PathCheck.SENDING, Texts.of("why.sending.over", speaks, over(person), lately()));
        }
        return PathStep.fine(
                PathCheck.SENDING,
                Texts.of(
                        "why.sending.fine",
                        speaks,
                        ago(silence.get()),
                        Texts.speech().whole(person.inPerSecond()),
                        person.codec().map(CodecId::jsonName).orElse("")));
    }

    /** How much more than they may they sent since the earlier snapshot; empty for nothing. */
    private String over(ParticipantStatus person) {
        long grown = person.overLimit() - then(person).overLimit;
        return grown > 0 ? Texts.speech().whole(grown) : "";
    }

    PathStep uplink(Whereabouts speaking) {
        if (!(speaking instanceof Here here)) {
            return PathStep.unknown(PathCheck.UPLINK, Texts.of("why.uplink.elsewhere", speaks));
        }
        ParticipantStatus person = here.person();
        long came = person.packetsIn() - then(person).packetsIn;
        long missing = Math.max(0, person.flow().missing() - then(person).missing);
        double share = share(missing, came);
        return graded(
                PathCheck.UPLINK,
                share,
                Texts.of(
                        "why.uplink",
                        Texts.speech().whole(missing),
                        Texts.speech().whole(missing + came),
                        speaks,
                        lately(),
                        Texts.speech().decimal(share * PERCENT)));
    }

    PathStep copies(Whereabouts listening) {
        if (!(listening instanceof Here here)) {
            return PathStep.unknown(PathCheck.COPIES, Texts.of("why.copies.elsewhere", hears));
        }
        ParticipantStatus person = here.person();
        long sent = person.packetsOut() - then(person).packetsOut;
        List<Drop> drops = dropped(person);
        long dropped = drops.stream().mapToLong(Drop::count).sum();
        int waiting = person.flow().waiting();
        String figures = Texts.of(
                "why.copies",
                Texts.speech().whole(sent),
                Texts.speech().whole(dropped),
                hears,
                lately(),
                Texts.speech().whole(waiting));
        if (dropped == 0) {
            boolean stuck = sent == 0 && waiting > 0;
            return stuck
                    ? PathStep.broken(PathCheck.COPIES, Texts.of("why.copies.stuck", hears) + " " + figures)
                    : PathStep.fine(PathCheck.COPIES, figures);
        }
        return graded(
                PathCheck.COPIES, share(dropped, sent), cause(drops.getFirst().cause()) + " " + figures);
    }

    private String cause(DropCause cause) {
        return switch (cause) {
            case OUTBOX_FULL, STALE -> Texts.of("why.copies.slow", hears);
            case TOO_LARGE -> Texts.of("why.copies.too-large", hears);
            case HANDOVER_FULL -> Texts.of("why.copies.overloaded");
            default -> "";
        };
    }

    /** Without what was on its way when a connection ended. */
    private List<Drop> dropped(ParticipantStatus person) {
        return Growth.of(then(person).dropped, person.flow().dropped()).stream()
                .filter(drop -> drop.cause().isMissed())
                .toList();
    }

    PathStep loss(Whereabouts listening) {
        if (!(listening instanceof Here here)) {
            return PathStep.unknown(PathCheck.LOSS, Texts.of("why.loss.elsewhere", hears));
        }
        ParticipantStatus person = here.person();
        OptionalDouble reported = person.link().lossPercent();
        if (reported.isEmpty()) {
            return PathStep.unknown(
                    PathCheck.LOSS,
                    Texts.of(
                            "why.loss.unknown",
                            hears,
                            Texts.speech().whole(person.flow().quicLost())));
        }
        return graded(
                PathCheck.LOSS,
                reported.getAsDouble() / PERCENT,
                Texts.of(
                        "why.loss",
                        hears,
                        Texts.speech().decimal(reported.getAsDouble()),
                        Texts.speech().whole(person.flow().quicLost())));
    }

    PathStep delay(Whereabouts listening, Whereabouts speaking) {
        double one = rtt(listening);
        double other = rtt(speaking);
        String words = Texts.of(
                "why.delay",
                hears,
                Texts.speech().whole(one),
                speaks,
                Texts.speech().whole(other));
        if (Double.isNaN(one) && Double.isNaN(other)) {
            return PathStep.unknown(PathCheck.DELAY, words);
        }
        double longer = Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
        return PathStep.graded(PathCheck.DELAY, Quality.ofRtt(longer), words);
    }

    private static double rtt(Whereabouts where) {
        return where instanceof Here here ? here.person().link().rttMillis().orElse(Double.NaN) : Double.NaN;
    }

    PathStep tier(Optional<RoomStatus> in) {
        return in.map(room -> {
                    String words = Texts.of(
                            "why.tier",
                            Names.room(room.name()),
                            room.tier().label(),
                            room.weakest()
                                    .map(who ->
                                            Texts.of("why.tier.weakest", Names.withKey(who.alias(), who.fingerprint())))
                                    .orElse(""));
                    return PathStep.graded(PathCheck.TIER, Quality.of(room.tier()), words.strip());
                })
                .orElseGet(() -> PathStep.notReached(PathCheck.TIER));
    }

    /** The figures that say that all is well. */
    String summary(Whereabouts listening, Whereabouts speaking) {
        return String.join(
                " ", List.of(sending(speaking).words(), copies(listening).words()));
    }

    private static PathStep graded(PathCheck check, double share, String words) {
        if (share >= MOST_IS_LOST) {
            return PathStep.broken(check, words);
        }
        return PathStep.graded(check, Quality.ofLoss(share * PERCENT), words);
    }

    private static double share(long lost, long other) {
        return lost == 0 ? 0 : (double) lost / (lost + other);
    }

    private static String ago(Duration silence) {
        return Texts.speech().decimal(silence.toMillis() / MILLIS);
    }

    private String lately() {
        Duration time = Duration.between(before.at(), now.at());
        return time.isZero()
                ? Texts.of("why.since-joined")
                : Texts.of("why.lately", Durations.brief(time.plusMillis(500)));
    }

    /** What the counters were at the earlier snapshot; zeros of who came since, and where there is no earlier one. */
    private record Then(long packetsIn, long packetsOut, long overLimit, long missing, List<Drop> dropped) {
        static final Then NOTHING = new Then(0, 0, 0, 0, List.of());
    }

    private Then then(ParticipantStatus person) {
        if (before.at().equals(now.at())) {
            return Then.NOTHING;
        }
        return before.rooms().stream()
                .flatMap(room -> room.participants().stream())
                .filter(earlier -> earlier.id() == person.id())
                .findFirst()
                .map(earlier -> new Then(
                        earlier.packetsIn(),
                        earlier.packetsOut(),
                        earlier.overLimit(),
                        earlier.flow().missing(),
                        earlier.flow().dropped()))
                .orElse(Then.NOTHING);
    }
}
