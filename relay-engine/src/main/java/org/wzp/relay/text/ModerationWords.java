package org.wzp.relay.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ModerationEffect;
import org.wzp.relay.api.Person;

/** What commands did to people, in sentences. */
final class ModerationWords {
    private ModerationWords() {}

    static String of(ModerationEffect effect) {
        return switch (effect) {
            case ModerationEffect.Removed removed ->
                "Removed " + Names.several(removed.people()) + " from " + Names.room(removed.room())
                        + ". They can rejoin right away." + hadLeft(removed.hadLeft());
            case ModerationEffect.KeptOut out -> keptOut(out);
            case ModerationEffect.Banned banned ->
                "Banned " + BanWords.whom(banned.ban()) + " from "
                        + banned.ban().ban().room().map(Names::room).orElse("the relay")
                        + banned.time()
                                .map(time -> " for " + Durations.inWords(time) + ".")
                                .orElse(" for good.")
                        + disconnected(banned.disconnected(), "");
            case ModerationEffect.BanChanged changed ->
                "The ban on " + BanWords.whom(changed.after()) + " from "
                        + changed.after().ban().room().map(Names::room).orElse("the relay") + " now lasts "
                        + changed.time()
                                .map(time -> Durations.inWords(time) + ".")
                                .orElse("for good.")
                        + disconnected(changed.disconnected(), "");
            case ModerationEffect.Lifted lifted ->
                (lifted.bans().size() == 1
                                ? "Lifted the ban on "
                                : "Lifted " + Numbers.whole(lifted.bans().size()) + " bans: ")
                        + BanWords.whom(lifted.bans()) + "."
                        // nobody comes back by a lifted ban alone, which who takes back a removal might expect
                        + (lifted.anybodyOut() ? " They stay disconnected until they rejoin." : "");
            case ModerationEffect.BannedAgain again ->
                "Banned again: " + BanWords.whom(again.bans()) + "." + disconnected(again.disconnected(), "");
            case ModerationEffect.Emptied emptied -> emptied(emptied);
        };
    }

    private static String keptOut(ModerationEffect.KeptOut out) {
        List<String> addresses = out.bans().stream()
                .map(Ban::target)
                .filter(BanTarget.Prefix.class::isInstance)
                .map(BanTarget::shown)
                .toList();
        return "Removed " + Names.several(out.people()) + " from "
                + out.bans().getFirst().room().map(Names::room).orElse("the relay")
                + rejoin(out.time())
                + (addresses.isEmpty() ? "" : " The same goes for everyone at " + Names.list(addresses) + ".")
                + disconnected(out.disconnected(), " as well")
                + hadLeft(out.hadLeft());
    }

    private static String rejoin(Optional<Duration> time) {
        return time.map(until -> ". They can rejoin in " + Durations.inWords(until) + ".")
                .orElse(" for good.");
    }

    private static String hadLeft(int count) {
        return count == 0 ? "" : " " + Numbers.whole(count) + " had left already.";
    }

    /** Such as {@code  Ben (518e:b935) was disconnected as well.}; of more than three how many. */
    static String disconnected(List<Person> people, String how) {
        if (people.isEmpty()) {
            return "";
        }
        String who = people.size() > Names.MOST_NAMED ? Names.people(people.size()) : Names.several(people);
        return " " + who + (people.size() == 1 ? " was" : " were") + " disconnected" + how + ".";
    }

    private static String emptied(ModerationEffect.Emptied emptied) {
        int count = emptied.disconnected().size();
        return (count == 0
                        ? "Nobody was in " + Names.room(emptied.room()) + "."
                        : "Emptied " + Names.room(emptied.room()) + ". " + Names.people(count)
                                + (count == 1 ? " was" : " were") + " disconnected.")
                + switch (emptied.after()) {
                    case OPEN -> " They can rejoin right away.";
                    case ALLOW_LIST -> " Only people on the list can rejoin.";
                    case CLOSED -> " Nobody can join it now.";
                };
    }
}
