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

    static String of(AccessEffect effect) {
        return switch (effect) {
            case AccessEffect.PolicySet set -> policy(set.change().after(), false, set.inside());
            case AccessEffect.Allowed allowed -> allowed(allowed, "");
            case AccessEffect.Disallowed off -> disallowed(off);
            case AccessEffect.Locked locked ->
                "Only " + Names.several(locked.allowed()) + " can join "
                        + Names.room(locked.change().after().room()) + " now." + others(locked.others());
            case AccessEffect.Restored restored -> policy(restored.change().after(), false, restored.inside());
            case AccessEffect.RuleSet set ->
                policy(set.change().after(), false, set.inside())
                        + ModerationWords.disconnected(set.disconnected(), "");
            case AccessEffect.Named named -> named(named, "");
        };
    }

    /** The same where it is as it was before. */
    static String again(AccessEffect effect) {
        return switch (effect) {
            case AccessEffect.PolicySet set -> policy(set.change().after(), true, set.inside());
            case AccessEffect.Restored restored -> policy(restored.change().after(), true, restored.inside());
            case AccessEffect.Allowed allowed -> allowed(allowed, " again");
            case AccessEffect.RuleSet set -> of(set);
            case AccessEffect.Named named -> named(named, " again");
            case AccessEffect.Disallowed off -> of(off);
            case AccessEffect.Locked locked -> of(locked);
        };
    }

    private static String named(AccessEffect.Named named, String again) {
        KnownPerson before = named.change().before();
        KnownPerson after = named.change().after();
        String was = Names.withKey(before.name().isEmpty() ? named.alias() : before.name(), after.fingerprint());
        if (!before.groups().equals(after.groups())) {
            return (after.name().isEmpty() ? was : Names.withKey(after.name(), after.fingerprint()))
                    + (after.groups().isEmpty() ? " is in no group" : " is in " + Names.list(after.groups()))
                    + (again.isEmpty() ? " now." : again + ".");
        }
        if (before.name().equals(after.name())) {
            return after.note().isEmpty()
                    ? "The note about " + was + " is gone."
                    : "The note about " + was + " is kept" + again + ".";
        }
        return after.name().isEmpty()
                ? was + " has no name of yours any more."
                : was + " is called " + after.name() + again + " in this console.";
    }

    private static String allowed(AccessEffect.Allowed allowed, String again) {
        RoomRule rule = allowed.change().after();
        return Names.withKey(allowed.person()) + " is on " + Names.room(rule.room()) + "'s allow-list" + again + "."
                + meaning(rule, allowed.inside());
    }

    /** @param again whether it is as it was before */
    private static String policy(RoomRule rule, boolean again, int inside) {
        String now = again ? " again." : " now.";
        String stay = inside == 0
                ? ""
                : inside == 1 ? " The one inside stays." : " The " + Numbers.whole(inside) + " inside stay.";
        return switch (rule.policy()) {
            case OPEN ->
                rule.isPattern()
                        ? "Everyone can join " + Names.rooms(rule.room()) + now
                        : Names.room(rule.room()) + " is open to everyone" + (again ? " again." : ".");
            case ALLOW_LIST -> "Only people on the list can join " + Names.rooms(rule.room()) + now + stay;
            case CLOSED -> "Nobody new can join " + Names.rooms(rule.room()) + now + stay;
        };
    }

    /** What a place on the list means now, which an operator can't see from the list. */
    private static String meaning(RoomRule rule, boolean inside) {
        return switch (rule.policy()) {
            case ALLOW_LIST -> inside ? "" : " They are not inside; they can join now.";
            case OPEN -> " It has no effect yet: " + Names.room(rule.room()) + " is open to everyone.";
            case CLOSED -> " It has no effect yet: nobody new can join " + Names.room(rule.room()) + ".";
        };
    }

    private static String disallowed(AccessEffect.Disallowed off) {
        boolean counts = off.change().after().policy() == RoomPolicy.ALLOW_LIST;
        return Names.withKey(off.person()) + " is off "
                + Names.room(off.change().after().room()) + "'s allow-list"
                + (off.wasInside() ? " and was disconnected" : "")
                + (counts ? ". They can't rejoin." : ".");
    }

    /** Somebody may have come in since the operator looked. */
    private static String others(List<Person> others) {
        if (others.isEmpty()) {
            return "";
        }
        return " " + Names.several(others) + (others.size() == 1 ? " is inside and stays." : " are inside and stay.");
    }
}
