package org.wzp.relay.text;

import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.PeopleGroup;

/** Why a command was not carried out, and what to do about it. */
final class ObjectionWords {
    private ObjectionWords() {}

    static String of(Objection objection, Speech speech) {
        return switch (objection) {
            case Objection.NoRoomName none -> speech.say("objection.no-room-name", Cut.REASON.of(none.typed()));
            case Objection.NoFingerprint none -> speech.say("objection.no-fingerprint", Cut.REASON.of(none.typed()));
            case Objection.NoGroup none ->
                speech.say("objection.no-group", Cut.REASON.of(none.typed()), PeopleGroup.MAX_CHARS);
            case Objection.NoTlsFingerprint none ->
                speech.say("objection.no-tls-fingerprint", Cut.REASON.of(none.typed()));
            case Objection.OwnRelay _ -> speech.say("objection.own-relay");
            case Objection.NoAddress none -> speech.say("objection.no-address", Cut.REASON.of(none.typed()));
            case Objection.LooksBack _ -> speech.say("objection.looks-back");
            case Objection.SeveralRooms _ -> speech.say("objection.several-rooms");
            case Objection.TermOver over ->
                speech.say(
                        over.term() instanceof KeepOut.Until
                                ? "objection.term-over.until"
                                : "objection.term-over.duration");
            case Objection.NobodyToLockTo nobody ->
                speech.say("objection.nobody-to-lock-to", Names.room(nobody.room()));
            case Objection.NotRunning _ -> speech.say("objection.not-running");
            case Objection.MustBeStopped _ -> speech.say("objection.must-be-stopped");
            case Objection.NoSetting none -> speech.say("objection.no-setting", Cut.KEY.of(none.key()));
            case Objection.UnfitSetting unfit ->
                speech.say("objection.unfit-setting", unfit.key(), MisfitWords.of(unfit.what(), speech));
            case Objection.TimeOver _ -> speech.say("objection.time-over");
            case Objection.NoRulesYet _ -> speech.say("objection.no-rules-yet");
            case Objection.NotWritten not ->
                speech.say(
                        "objection.not-written",
                        not.file().equals(Objection.NotWritten.AUDIT_LOG) ? speech.say("audit-log") : not.file(),
                        FileWords.what(not.trouble(), not.detail(), speech),
                        FileWords.remedy(not.trouble(), speech));
            case Objection.HomeUnusable home -> StartWords.of(home.whyNoStart(), speech);
            case Objection.Fault fault -> speech.say("objection.fault", Cut.PROBLEM.of(fault.what()));
        };
    }
}
