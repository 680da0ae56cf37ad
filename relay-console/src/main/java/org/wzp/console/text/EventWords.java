package org.wzp.console.text;

import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.DenialWords;
import org.wzp.relay.text.FederationWords;
import org.wzp.relay.text.Names;
import org.wzp.relay.text.OutcomeWords;

/** One event as one sentence, for the status bar and the journal alike. */
public final class EventWords {
    private EventWords() {}

    /** What happened, without when. */
    public static String of(RelayEvent event) {
        return switch (event) {
            case RelayEvent.StateChanged changed -> state(changed.state());
            case RelayEvent.Joined joined ->
                Texts.of("event.joined", Names.of(joined.alias(), joined.fingerprint()), Names.room(joined.room()));
            case RelayEvent.Left left ->
                left.why().isEmpty()
                        ? Texts.of("event.left", Names.of(left.alias(), left.fingerprint()), Names.room(left.room()))
                        : Texts.of(
                                "event.removed",
                                Names.withKey(left.alias(), left.fingerprint()),
                                Names.room(left.room()),
                                EngineWords.left(left.reason()));
            case RelayEvent.TakenOver taken ->
                Texts.of(
                        "event.taken-over",
                        Names.withKey(taken.alias(), taken.fingerprint()),
                        Names.room(taken.room()),
                        taken.now(),
                        taken.before());
            case RelayEvent.TurnedAway away ->
                Texts.of(
                        "event.turned-away",
                        away.person().map(Names::withKey).orElse(away.address()),
                        Names.room(away.room()),
                        DenialWords.of(away.why(), Texts.speech()));
            case RelayEvent.LinkUp up ->
                Texts.of(
                        up.proof() == Proof.CLAIMED ? "event.link-up.claimed" : "event.link-up",
                        Cut.ALIAS.of(up.relay()),
                        up.address());
            case RelayEvent.LinkDown down ->
                down.why().isEmpty()
                        ? Texts.of("event.link-down", Cut.ALIAS.of(down.relay()))
                        : Texts.of("event.link-down.why", Cut.ALIAS.of(down.relay()), down.why());
            case RelayEvent.Knocked knocked ->
                Texts.of(
                        knocked.proven() ? "event.knocked.proven" : "event.knocked.claimed",
                        FederationWords.shortened(knocked.fingerprint()),
                        knocked.address());
            case RelayEvent.Commanded commanded -> OutcomeWords.of(commanded.outcome(), Texts.speech());
        };
    }

    private static String state(RelayState state) {
        return switch (state) {
            case STOPPED -> Texts.of("event.stopped");
            case STARTING -> Texts.of("event.starting");
            case RUNNING -> Texts.of("event.started");
            case STOPPING -> Texts.of("event.stopping");
            case FAILED -> Texts.of("event.failed");
        };
    }
}
