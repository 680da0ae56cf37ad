package org.wzp.relay.text;

import java.util.List;
import org.wzp.relay.api.AccessEffect;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;

/** What commands did to rooms' rules, in sentences. */
final class AccessWords {
    private AccessWords() {}

    static String of(AccessEffect effect, Speech speech) {
        return of(effect, "", speech);
    }

    /** The same where it is as it was before. */
    static String again(AccessEffect effect, Speech speech) {
        return switch (effect) {
            case AccessEffect.PolicySet _, AccessEffect.Restored _, AccessEffect.Allowed _, AccessEffect.Named _ ->
                of(effect, ".again", speech);
            case AccessEffect.RuleSet _, AccessEffect.Disallowed _, AccessEffect.Locked _ -> of(effect, speech);
        };
    }

    /** @param again ends the key of what is as it was before */
    private static String of(AccessEffect effect, String again, Speech speech) {
        return switch (effect) {
            case AccessEffect.PolicySet set -> policy(set.change().after(), again, set.inside(), speech);
            case AccessEffect.Restored restored -> policy(restored.change().after(), again, restored.inside(), speech);
            case AccessEffect.RuleSet set ->
                Speech.joined(
                        policy(set.change().after(), again, set.inside(), speech),
                        ModerationWords.disconnected("done.disconnected", set.disconnected(), speech));
            case AccessEffect.Allowed allowed -> allowed(allowed, again, speech);
            case AccessEffect.Disallowed off -> disallowed(off, speech);
            case AccessEffect.Locked locked ->
                Speech.joined(
                        speech.say(
                                "done.locked",
                                Names.several(locked.allowed(), speech),
                                Names.room(locked.change().after().room()),
                                locked.allowed().size()),
                        others(locked.others(), speech));
            case AccessEffect.Named named -> named(named, again, speech);
        };
    }

    private static String named(AccessEffect.Named named, String again, Speech speech) {
        KnownPerson before = named.change().before();
        KnownPerson after = named.change().after();
        String was = Names.withKey(before.name().isEmpty() ? named.alias() : before.name(), after.fingerprint());
        if (!before.groups().equals(after.groups())) {
            String who = after.name().isEmpty() ? was : Names.withKey(after.name(), after.fingerprint());
            return after.groups().isEmpty()
                    ? speech.say("done.in-no-group" + again, who)
                    : speech.say("done.in-groups" + again, who, Names.list(after.groups(), speech));
        }
        if (before.name().equals(after.name())) {
            return after.note().isEmpty()
                    ? speech.say("done.note-gone", was)
                    : speech.say("done.note-kept" + again, was);
        }
        return after.name().isEmpty()
                ? speech.say("done.name-gone", was)
                : speech.say("done.named" + again, was, after.name());
    }

    private static String allowed(AccessEffect.Allowed allowed, String again, Speech speech) {
        RoomRule rule = allowed.change().after();
        return Speech.joined(
                speech.say("done.allowed" + again, Names.withKey(allowed.person()), Names.room(rule.room())),
                meaning(rule, allowed.inside(), speech));
    }

    private static String policy(RoomRule rule, String again, int inside, Speech speech) {
        String stay = inside == 0 ? "" : speech.say("done.inside-stay", inside);
        String rooms = Names.rooms(rule.room(), speech);
        return switch (rule.policy()) {
            case OPEN -> speech.say((rule.isPattern() ? "done.policy.open-rooms" : "done.policy.open") + again, rooms);
            case ALLOW_LIST -> Speech.joined(speech.say("done.policy.allow-list" + again, rooms), stay);
            case CLOSED -> Speech.joined(speech.say("done.policy.closed" + again, rooms), stay);
        };
    }

    /** What a place on the list means now, which an operator can't see from the list. */
    private static String meaning(RoomRule rule, boolean inside, Speech speech) {
        return switch (rule.policy()) {
            case ALLOW_LIST -> inside ? "" : speech.say("done.allowed.can-join");
            case OPEN -> speech.say("done.allowed.open", Names.room(rule.room()));
            case CLOSED -> speech.say("done.allowed.closed", Names.room(rule.room()));
        };
    }

    private static String disallowed(AccessEffect.Disallowed off, Speech speech) {
        RoomRule rule = off.change().after();
        return Speech.joined(
                speech.say(
                        off.wasInside() ? "done.disallowed.disconnected" : "done.disallowed",
                        Names.withKey(off.person()),
                        Names.room(rule.room())),
                rule.policy() == RoomPolicy.ALLOW_LIST ? speech.say("done.disallowed.cant-rejoin") : "");
    }

    /** Somebody may have come in since the operator looked. */
    private static String others(List<Person> others, Speech speech) {
        return others.isEmpty() ? "" : speech.say("done.locked.others", Names.several(others, speech), others.size());
    }
}
