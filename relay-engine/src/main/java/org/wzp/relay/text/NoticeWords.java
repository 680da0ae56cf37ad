package org.wzp.relay.text;

import java.time.ZoneId;
import java.util.Optional;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.Notice;

/** What needs the operator, in sentences that say what to do. */
public final class NoticeWords {
    private NoticeWords() {}

    /** For the command line and for those who look for a sentence. */
    public static String english(Attention attention) {
        return of(attention.notice(), Speech.ENGLISH);
    }

    public static String of(Notice notice, Speech speech) {
        return switch (notice) {
            case Notice.Told told -> told.text();
            case Notice.Failed failed -> StartWords.of(failed.why(), speech);
            case Notice.NoEffect none -> MistakeWords.of(none.what(), speech);
            case Notice.HomeNotWritable not ->
                speech.say(
                        "notice.home-not-writable",
                        not.home(),
                        FileWords.what(not.trouble(), not.detail(), speech),
                        FileWords.remedy(not.trouble(), speech));
            case Notice.AuditLogChanged changed ->
                speech.say("notice.audit-log-changed", changed.file(), AuditProblemWords.of(changed.how(), speech));
            case Notice.CommandNotWritten not -> ObjectionWords.of(not.why(), speech);
            case Notice.CommandNotInAuditLog not ->
                speech.say(
                        "notice.command-not-in-audit-log",
                        FileWords.what(not.trouble(), not.detail(), speech),
                        FileWords.remedy(not.trouble(), speech));
            case Notice.RelayFull full -> speech.say("notice.relay-full", full.limit());
            case Notice.LocksOnMediaPath locks -> speech.say("notice.locks-on-media-path", locks.times());
            case Notice.EventsMissing missing -> speech.say("notice.events-missing", missing.events());
            case Notice.RoomBelowGood bad -> speech.say("notice.room-below-good", Names.room(bad.room()));
            case Notice.WeakConnection weak -> weak(weak, speech);
            case Notice.MoreRoomsBelowGood more -> speech.say("notice.more-rooms-below-good", more.rooms());
            case Notice.NoLink none -> noLink(none, speech);
            case Notice.MoreLinksDown more -> speech.say("notice.more-links-down", more.links());
            case Notice.LinkTrouble trouble ->
                speech.say(
                        "notice.link-trouble",
                        Cut.ALIAS.of(trouble.label()),
                        FederationWords.problem(trouble.problem(), speech));
            case Notice.Knock knock -> speech.say("notice.knock", FederationWords.shortened(knock.relay()));
            case Notice.Knocks knocks -> speech.say("notice.knocks", knocks.relays());
            case Notice.DroppedNow dropped ->
                Speech.joined(
                        speech.say("notice.dropped-now", dropped.packets(), DropWords.of(dropped.cause(), speech)),
                        affected(
                                dropped.person(),
                                isOfSender(dropped.cause())
                                        ? "notice.dropped-now.sender"
                                        : "notice.dropped-now.receiver",
                                speech));
            case Notice.DroppedBefore dropped ->
                Speech.joined(
                        speech.say("notice.dropped-before", dropped.packets(), DropWords.of(dropped.mostly(), speech)),
                        affected(dropped.person(), "notice.dropped-before.receiver", speech));
            case Notice.SilentConnections silent -> silent("notice.silent-connections", silent, speech);
            case Notice.TokenServiceFails fails ->
                speech.say(
                        "notice.token-service-fails",
                        fails.service(),
                        TokenWords.of(fails.problem(), speech),
                        fails.people());
            case Notice.TakenOver taken ->
                speech.say("notice.taken-over", taken.name(), Names.room(taken.room()), taken.now(), taken.before());
        };
    }

    /** For the log, which has a line on it once in a while: since the last such line. */
    public static String sinceTheLastLine(Notice.SilentConnections silent) {
        return silent("notice.silent-connections.log", silent, Speech.ENGLISH);
    }

    /** What is wrong with the weakest connection, in the figures that were measured. */
    private static String weak(Notice.WeakConnection weak, Speech speech) {
        boolean loss = weak.lossPercent().isPresent();
        boolean delay = weak.rttMillis().isPresent();
        String key = loss && delay ? "both" : loss ? "loss" : delay ? "delay" : "weakest";
        String weakest = speech.say(
                "notice.weak-connection." + key,
                Names.room(weak.room()),
                Names.withKey(weak.alias(), weak.fingerprint()),
                speech.decimal(weak.lossPercent().orElse(Double.NaN)),
                speech.whole(weak.rttMillis().orElse(Double.NaN)));
        return weak.others().isEmpty()
                ? weakest
                : Speech.joined(
                        weakest,
                        speech.say(
                                "notice.weak-connection.others",
                                speech.list(
                                        weak.others().stream()
                                                .map(Names::withKey)
                                                .toList(),
                                        Names.MOST_NAMED)));
    }

    private static String noLink(Notice.NoLink none, Speech speech) {
        String label = Cut.ALIAS.of(none.label());
        String problem = FederationWords.problem(none.problem(), speech);
        return none.since()
                .map(then ->
                        speech.say("notice.no-link.since", label, speech.moment(then, ZoneId.systemDefault()), problem))
                .orElseGet(() -> speech.say("notice.no-link", label, problem));
    }

    /** Whether those who send are to blame. */
    private static boolean isOfSender(DropCause cause) {
        return cause == DropCause.OVER_PACKETS || cause == DropCause.OVER_BYTES;
    }

    private static String affected(Optional<Notice.AffectedPerson> person, String key, Speech speech) {
        return person.map(who -> speech.say(
                        key, Names.withKey(who.alias(), who.fingerprint()), Names.room(who.room()), who.packets()))
                .orElse("");
    }

    private static String silent(String key, Notice.SilentConnections silent, Speech speech) {
        return Speech.joined(
                speech.say(key, silent.times()),
                silent.lastFrom()
                        .map(address -> speech.say("notice.silent-connections.from", address))
                        .orElse(""));
    }
}
