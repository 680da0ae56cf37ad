package org.wzp.console.rooms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wzp.console.rooms.Whereabouts.Elsewhere;
import org.wzp.console.rooms.Whereabouts.Gone;
import org.wzp.console.rooms.Whereabouts.Here;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Names;

/**
 * Walks from somebody who speaks to somebody who should hear it and finds the first place where nothing gets through. A pure
 * function over two snapshots: what has grown between them is what happens now.
 */
final class PathDiagnosis {
    private final RelaySnapshot before;
    private final RelaySnapshot now;
    private final PersonRef listener;
    private final PersonRef speaker;
    private final String hears;
    private final String speaks;
    private final Whereabouts listening;
    private final Whereabouts speaking;

    private PathDiagnosis(RelaySnapshot before, RelaySnapshot now, PersonRef listener, PersonRef speaker) {
        this.before = before;
        this.now = now;
        this.listener = listener;
        this.speaker = speaker;
        boolean alike = listener.name().equals(speaker.name());
        hears = alike ? listener.nameWithKey() : listener.name();
        speaks = alike ? speaker.nameWithKey() : speaker.name();
        listening = Whereabouts.of(listener, now);
        speaking = Whereabouts.of(speaker, now);
    }

    /**
     * Why {@code listener} doesn't hear {@code speaker}, or that they do.
     *
     * @param before some seconds older than {@code now}; the same snapshot if there is no older one
     */
    static Diagnosis of(RelaySnapshot before, RelaySnapshot now, PersonRef listener, PersonRef speaker) {
        return new PathDiagnosis(before, now, listener, speaker).walk();
    }

    private Diagnosis walk() {
        List<PathStep> steps = new ArrayList<>();
        FlowChecks flow = new FlowChecks(before, now, hears, speaks);
        for (PathCheck check : PathCheck.values()) {
            boolean reached = steps.stream().noneMatch(step -> step.finding() == PathStep.Finding.BROKEN);
            steps.add(reached ? step(check, flow) : PathStep.notReached(check));
        }
        Diagnosis found = new Diagnosis("", steps);
        return new Diagnosis(
                found.broken()
                        .map(step -> Texts.of("why.broken", hears, speaks, step.words()))
                        .or(() -> found.poor().map(step -> Texts.of("why.poor", hears, speaks, step.words())))
                        .or(() -> found.fair().map(step -> Texts.of("why.fair", hears, speaks, step.words())))
                        .orElseGet(() -> Texts.of("why.well", hears, speaks, flow.summary(listening, speaking))),
                steps);
    }

    private PathStep step(PathCheck check, FlowChecks flow) {
        return switch (check) {
            case PRESENT -> present();
            case ROOM -> sameRoom();
            case ACCESS -> access();
            case LINK -> link();
            case SENDING -> flow.sending(speaking);
            case UPLINK -> flow.uplink(speaking);
            case COPIES -> flow.copies(listening);
            case LOSS -> flow.loss(listening);
            case DELAY -> flow.delay(listening, speaking);
            case TIER -> flow.tier(room(listening));
        };
    }

    private PathStep present() {
        if (now.state() != RelayState.RUNNING) {
            return PathStep.broken(PathCheck.PRESENT, Texts.of("why.not-running"));
        }
        Optional<String> missing = missing(speaker, speaks, speaking).or(() -> missing(listener, hears, listening));
        return missing.map(words -> PathStep.broken(PathCheck.PRESENT, words))
                .orElseGet(() -> PathStep.fine(
                        PathCheck.PRESENT, Texts.of("why.present", hears, place(listening), speaks, place(speaking))));
    }

    private Optional<String> missing(PersonRef whom, String name, Whereabouts where) {
        if (!(where instanceof Gone)) {
            return Optional.empty();
        }
        String room = Names.room(whom.room());
        return Optional.of(whom.relay()
                .map(relay -> LinkChecks.ofLabel(now, relay)
                        .filter(LinkChecks::isDown)
                        .map(peer -> Texts.of("why.gone-with-link", name, relay, LinkChecks.standing(peer, now)))
                        .orElseGet(() -> Texts.of("why.gone-there", name, room, relay)))
                .orElseGet(() -> Texts.of("why.gone", name, room)));
    }

    private String place(Whereabouts where) {
        return switch (where) {
            case Here(var room, var person) ->
                Texts.of(
                        "why.place.here",
                        Names.room(room.name()),
                        Durations.brief(Duration.between(person.joined(), now.at())));
            case Elsewhere(var room, var person) ->
                Texts.of("why.place.elsewhere", Names.room(room.name()), person.relay());
            case Gone() -> "";
        };
    }

    private PathStep sameRoom() {
        String his = room(speaking).map(RoomStatus::name).orElse("");
        String hers = room(listening).map(RoomStatus::name).orElse("");
        if (his.equals(hers)) {
            return PathStep.fine(PathCheck.ROOM, Texts.of("why.room.same", Names.room(his)));
        }
        String apart = Texts.of("why.room.apart", hears, Names.room(hers), speaks, Names.room(his));
        Optional<String> refused =
                listening instanceof Here here ? EntryRules.refusal(now, his, here.person()) : Optional.empty();
        return PathStep.broken(
                PathCheck.ROOM, refused.map(why -> apart + " " + why).orElse(apart));
    }

    /** Both are inside, so this breaks nothing; but who leaves may not come back. */
    private PathStep access() {
        String room = room(listening).map(RoomStatus::name).orElse("");
        Optional<String> refused = refused(listening, room).or(() -> refused(speaking, room));
        return PathStep.fine(
                PathCheck.ACCESS,
                refused.map(why -> Texts.of("why.access.inside", why))
                        .orElseGet(() -> Texts.of("why.access.fine", Names.room(room))));
    }

    private Optional<String> refused(Whereabouts where, String room) {
        return where instanceof Here here ? EntryRules.refusal(now, room, here.person()) : Optional.empty();
    }

    private PathStep link() {
        Optional<String> room = room(listening).map(RoomStatus::name);
        if (listening instanceof Elsewhere there) {
            return LinkChecks.check(before, now, room.orElse(""), there.person().relay());
        }
        if (speaking instanceof Elsewhere there) {
            return LinkChecks.check(before, now, room.orElse(""), there.person().relay());
        }
        return PathStep.fine(PathCheck.LINK, Texts.of("why.link.none"));
    }

    private static Optional<RoomStatus> room(Whereabouts where) {
        return switch (where) {
            case Here here -> Optional.of(here.room());
            case Elsewhere there -> Optional.of(there.room());
            case Gone() -> Optional.empty();
        };
    }
}
