package org.wzp.relay.text;

import java.util.List;
import org.wzp.relay.api.AccessEffect;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.FederationEffect;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationEffect;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RelayEffect;

/** The sentence about what became of a command, the same in window, log, audit log and on the command line. */
public final class OutcomeWords {
    private OutcomeWords() {}

    public static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done ->
                switch (done.effect()) {
                    case ModerationEffect effect -> ModerationWords.of(effect);
                    case AccessEffect effect -> AccessWords.of(effect);
                    case FederationEffect effect -> FederationWords.of(effect);
                    case RelayEffect effect -> RelayWords.of(effect);
                };
            case Outcome.NothingToDo nothing -> of(nothing.why());
            case Outcome.Refused refused -> of(refused.why());
        };
    }

    /** The same about a command that took back an earlier one: {@code kitchen is open to everyone again.} */
    public static String ofUndo(Outcome outcome) {
        return outcome instanceof Outcome.Done done && done.effect() instanceof AccessEffect effect
                ? AccessWords.again(effect)
                : of(outcome);
    }

    private static String of(AlreadySo already) {
        return switch (already) {
            case AlreadySo.HaveLeft left -> haveLeft(left.people(), left.count());
            case AlreadySo.Banned banned ->
                BanWords.whom(banned.ban()) + " is banned already (ban "
                        + banned.ban().ban().id() + ").";
            case AlreadySo.NoSuchBan none -> "There is no such ban; it may have ended.";
            case AlreadySo.BansEnded none -> "There is nothing to put back; the ban has ended.";
            case AlreadySo.NobodyInside empty -> "Nobody is in " + Names.room(empty.room()) + ".";
            case AlreadySo.HasPolicy same ->
                switch (same.policy()) {
                    case OPEN -> Names.room(same.room()) + " is open to everyone already.";
                    case ALLOW_LIST -> "Only people on the list can join " + Names.room(same.room()) + " already.";
                    case CLOSED -> "Nobody new can join " + Names.room(same.room()) + " already.";
                };
            case AlreadySo.OnList on ->
                Names.withKey(on.person()) + " is on " + Names.room(on.room()) + "'s allow-list already.";
            case AlreadySo.NotOnList off ->
                Names.withKey(off.person()) + " is not on " + Names.room(off.room()) + "'s allow-list.";
            case AlreadySo.Locked locked ->
                Names.room(locked.room()) + " is locked to " + Names.several(locked.allowed()) + " already.";
            case AlreadySo.Federated same -> "It is so already.";
            case AlreadySo.Set same -> "Nothing changed: it is set so already.";
            case AlreadySo.Draining same -> "The relay waits for its end already.";
            case AlreadySo.NotDraining none -> "The relay does not wait for its end.";
            case AlreadySo.HasName same ->
                "Nothing changed: what is kept of " + Names.withKey(same.person()) + " is this already.";
            case AlreadySo.HasRule same -> "Room " + Names.room(same.rule().room()) + " has that rule already.";
        };
    }

    private static String haveLeft(List<Person> people, int count) {
        if (people.isEmpty()) {
            return count == 1 ? "They have left already." : "All of them have left already.";
        }
        return Names.several(people) + (people.size() == 1 ? " has left already." : " have left already.");
    }

    private static String of(Objection objection) {
        return switch (objection) {
            case Objection.NoRoomName none ->
                "\"" + Cut.REASON.of(none.typed())
                        + "\" is no room name. Names have letters, digits, hyphens, underscores and dots.";
            case Objection.NoFingerprint none ->
                "\"" + Cut.REASON.of(none.typed())
                        + "\" is no fingerprint. It has eight groups of four hex digits with colons between; copy it from"
                        + " the participant's row.";
            case Objection.NoGroup none ->
                "\"" + Cut.REASON.of(none.typed())
                        + "\" is no name of a group. Names have letters, digits, hyphens and underscores, "
                        + PeopleGroup.MAX_CHARS + " at most.";
            case Objection.NoTlsFingerprint none ->
                "\"" + Cut.REASON.of(none.typed())
                        + "\" is no TLS fingerprint of a relay. It has 64 hex digits, with or without colons; its operator"
                        + " finds it on the overview.";
            case Objection.OwnRelay own ->
                "That is the fingerprint of this relay itself. Enter the one of the other relay; its operator finds it on"
                        + " the overview.";
            case Objection.NoAddress none ->
                "\"" + Cut.REASON.of(none.typed()) + "\" is no host and port, such as relay.example.org:4433.";
            case Objection.LooksBack back ->
                "Nothing can be changed while the window shows a moment of the past. Go back to now first.";
            case Objection.SeveralRooms several -> "They are in different rooms. Remove those of one room at a time.";
            case Objection.TermOver over ->
                over.term() instanceof KeepOut.Until
                        ? "That ban would have ended already. Choose a time to come, or for good."
                        : "The time must be longer than nothing. Let them rejoin right away instead.";
            case Objection.NobodyToLockTo nobody ->
                "Name somebody who may join " + Names.room(nobody.room()) + ", or let nobody new in.";
            case Objection.NotRunning stopped -> "The relay is not running. Start it, then try again.";
            case Objection.MustBeStopped running -> "Stop the relay first, then try again.";
            case Objection.NoSetting none -> "\"" + Cut.KEY.of(none.key()) + "\" is no setting of this relay.";
            case Objection.UnfitSetting unfit -> "Nothing was changed: " + unfit.key() + " " + unfit.what();
            case Objection.TimeOver over -> "That time is over. Choose a time to come.";
            case Objection.NoRulesYet none -> "There are no rules yet. Start the relay once, then try again.";
            case Objection.NotWritten not ->
                "Nothing was changed, because " + not.file() + " could not be written (" + not.problem() + "). "
                        + not.remedy() + ", then try again.";
            case Objection.HomeUnusable home -> home.whyNoStart();
            case Objection.Fault fault ->
                "That failed because of a fault of the relay's own (" + Cut.PROBLEM.of(fault.what())
                        + "). See whether it was done. The log has the details; please report it.";
        };
    }
}
