package org.wzp.relay.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KnownBan;
import org.wzp.relay.api.ModerationEffect;
import org.wzp.relay.api.Person;

/** What commands did to people, in sentences. */
final class ModerationWords {
    private ModerationWords() {}

    static String of(ModerationEffect effect, Speech speech) {
        return switch (effect) {
            case ModerationEffect.Removed removed ->
                Speech.joined(
                        speech.say(
                                "done.removed",
                                Names.several(removed.people(), speech),
                                Names.room(removed.room()),
                                removed.people().size()),
                        hadLeft(removed.hadLeft(), speech));
            case ModerationEffect.KeptOut out -> keptOut(out, speech);
            case ModerationEffect.Banned banned ->
                Speech.joined(
                        lasting("done.banned", banned.ban(), banned.time(), speech),
                        disconnected("done.disconnected", banned.disconnected(), speech));
            case ModerationEffect.BanChanged changed ->
                Speech.joined(
                        lasting("done.ban-changed", changed.after(), changed.time(), speech),
                        disconnected("done.disconnected", changed.disconnected(), speech));
            case ModerationEffect.Lifted lifted ->
                Speech.joined(
                        speech.say(
                                "done.lifted",
                                BanWords.whom(lifted.bans(), speech),
                                lifted.bans().size()),
                        // nobody comes back by a lifted ban alone, which who takes back a removal might expect
                        lifted.anybodyOut() ? speech.say("done.lifted.stay-out") : "");
            case ModerationEffect.BannedAgain again ->
                Speech.joined(
                        speech.say("done.banned-again", BanWords.whom(again.bans(), speech)),
                        disconnected("done.disconnected", again.disconnected(), speech));
            case ModerationEffect.Emptied emptied -> emptied(emptied, speech);
        };
    }

    private static String keptOut(ModerationEffect.KeptOut out, Speech speech) {
        List<String> addresses = out.bans().stream()
                .map(Ban::target)
                .filter(BanTarget.Prefix.class::isInstance)
                .map(BanTarget::shown)
                .toList();
        String who = Names.several(out.people(), speech);
        String from = from(out.bans().getFirst(), speech);
        int count = out.people().size();
        return Speech.joined(
                out.time()
                        .map(time -> speech.say("done.kept-out", who, from, count, speech.duration(time)))
                        .orElseGet(() -> speech.say("done.kept-out.for-good", who, from, count)),
                addresses.isEmpty() ? "" : speech.say("done.kept-out.addresses", Names.list(addresses, speech)),
                disconnected("done.disconnected-too", out.disconnected(), speech),
                hadLeft(out.hadLeft(), speech));
    }

    private static String from(Ban ban, Speech speech) {
        return ban.room().map(Names::room).orElseGet(() -> speech.say("done.from-relay"));
    }

    private static String lasting(String key, KnownBan ban, Optional<Duration> time, Speech speech) {
        String whom = BanWords.whom(ban);
        String from = from(ban.ban(), speech);
        return time.map(known -> speech.say(key, whom, from, speech.duration(known)))
                .orElseGet(() -> speech.say(key + ".for-good", whom, from));
    }

    private static String hadLeft(int count, Speech speech) {
        return count == 0 ? "" : speech.say("done.had-left", count);
    }

    /** Such as {@code Ben (518e:b935) was disconnected.}; of more than three how many; empty of nobody. */
    static String disconnected(String key, List<Person> people, Speech speech) {
        if (people.isEmpty()) {
            return "";
        }
        String who =
                people.size() > Names.MOST_NAMED ? speech.say("people", people.size()) : Names.several(people, speech);
        return speech.say(key, who, people.size());
    }

    private static String emptied(ModerationEffect.Emptied emptied, Speech speech) {
        int count = emptied.disconnected().size();
        String room = Names.room(emptied.room());
        return Speech.joined(
                count == 0 ? speech.say("done.nobody-was-in", room) : speech.say("done.emptied", room, count),
                speech.say(
                        switch (emptied.after()) {
                            case OPEN -> "done.emptied.open";
                            case ALLOW_LIST -> "done.emptied.allow-list";
                            case CLOSED -> "done.emptied.closed";
                        }));
    }
}
