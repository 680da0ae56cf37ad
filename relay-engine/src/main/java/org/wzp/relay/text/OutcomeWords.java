package org.wzp.relay.text;

import org.wzp.relay.api.AccessEffect;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.FederationEffect;
import org.wzp.relay.api.ModerationEffect;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayEffect;

/** The sentence about what became of a command; in English the same in window, log, audit log and on the command line. */
public final class OutcomeWords {
    private OutcomeWords() {}

    public static String of(Outcome outcome) {
        return of(outcome, Speech.ENGLISH);
    }

    public static String of(Outcome outcome, Speech speech) {
        return switch (outcome) {
            case Outcome.Done done ->
                switch (done.effect()) {
                    case ModerationEffect effect -> ModerationWords.of(effect, speech);
                    case AccessEffect effect -> AccessWords.of(effect, speech);
                    case FederationEffect effect -> FederationWords.of(effect, speech);
                    case RelayEffect effect -> RelayWords.of(effect, speech);
                };
            case Outcome.NothingToDo nothing -> of(nothing.why(), speech);
            case Outcome.Refused refused -> ObjectionWords.of(refused.why(), speech);
        };
    }

    /** The same about a command that took back an earlier one: {@code kitchen is open to everyone again.} */
    public static String ofUndo(Outcome outcome, Speech speech) {
        return outcome instanceof Outcome.Done done && done.effect() instanceof AccessEffect effect
                ? AccessWords.again(effect, speech)
                : of(outcome, speech);
    }

    private static String of(AlreadySo already, Speech speech) {
        return switch (already) {
            case AlreadySo.HaveLeft left ->
                left.people().isEmpty()
                        ? speech.say("already.have-left.unknown", left.count())
                        : speech.say(
                                "already.have-left",
                                Names.several(left.people(), speech),
                                left.people().size());
            case AlreadySo.Banned banned ->
                speech.say(
                        "already.banned",
                        BanWords.whom(banned.ban()),
                        String.valueOf(banned.ban().ban().id()));
            case AlreadySo.NoSuchBan _ -> speech.say("already.no-such-ban");
            case AlreadySo.BansEnded _ -> speech.say("already.bans-ended");
            case AlreadySo.NobodyInside empty -> speech.say("already.nobody-inside", Names.room(empty.room()));
            case AlreadySo.HasPolicy same ->
                speech.say(
                        switch (same.policy()) {
                            case OPEN -> "already.open";
                            case ALLOW_LIST -> "already.allow-list";
                            case CLOSED -> "already.closed";
                        },
                        Names.room(same.room()));
            case AlreadySo.OnList on ->
                speech.say("already.on-list", Names.withKey(on.person()), Names.room(on.room()));
            case AlreadySo.NotOnList off ->
                speech.say("already.not-on-list", Names.withKey(off.person()), Names.room(off.room()));
            case AlreadySo.Locked locked ->
                speech.say("already.locked", Names.room(locked.room()), Names.several(locked.allowed(), speech));
            case AlreadySo.Federated _ -> speech.say("already.federated");
            case AlreadySo.Set _ -> speech.say("already.set");
            case AlreadySo.Draining _ -> speech.say("already.draining");
            case AlreadySo.NotDraining _ -> speech.say("already.not-draining");
            case AlreadySo.HasName same -> speech.say("already.has-name", Names.withKey(same.person()));
            case AlreadySo.HasRule same ->
                speech.say("already.has-rule", Names.room(same.rule().room()));
        };
    }
}
