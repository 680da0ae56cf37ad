package org.wzp.relay.text;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.FileTrouble;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelayStartException;

/** Why a relay could not start or go on, in sentences that say what happened and what to do. */
public final class StartWords {
    private StartWords() {}

    /** For log and command line. */
    public static String english(FailureCause why) {
        return of(why, Speech.ENGLISH);
    }

    /** @param problem what was thrown, if anything was */
    public static RelayStartException exception(RelayFailure failure, @Nullable Throwable problem) {
        return new RelayStartException(english(failure.cause()), failure, problem);
    }

    public static String of(FailureCause why, Speech speech) {
        return switch (why) {
            case FailureCause.Told told -> told.text();
            case FailureCause.Configuration configuration -> MistakeWords.of(configuration.mistake(), speech);
            case FailureCause.CommandLine line -> line.flag() + " " + MisfitWords.of(line.what(), speech);
            case FailureCause.Setting setting ->
                speech.say("failed.setting", setting.key(), MisfitWords.of(setting.what(), speech));
            case FailureCause.NoHome _ -> speech.say("failed.no-home");
            case FailureCause.HomeTaken taken -> speech.say("failed.home-taken", taken.home());
            case FailureCause.Unusable unusable -> unusable(unusable, speech);
            case FailureCause.SettingsUnreadable not ->
                speech.say(
                        not.backup().isPresent() ? "failed.rules.backup" : "failed.rules",
                        not.file(),
                        FileWords.what(not.trouble(), not.detail(), speech),
                        FileWords.remedy(not.trouble(), speech),
                        not.backup().orElse(""));
            case FailureCause.NoIdentity no ->
                speech.say(no.missing() ? "failed.no-identity.missing" : "failed.no-identity", no.file());
            case FailureCause.RulesUnclear unclear -> unclear(unclear, speech);
            case FailureCause.Address address ->
                speech.say(
                        "failed.address." + key(address.trouble()), address.host(), address.port(), address.detail());
            case FailureCause.NoTransport no -> speech.say("failed.transport." + key(no.kind()), no.why());
            case FailureCause.NoFolder no ->
                speech.say(
                        "failed.no-folder",
                        no.tried().stream()
                                .map(tried -> tried.folder() + " (" + fault(tried, speech) + ")")
                                .collect(Collectors.joining(", ")));
            case FailureCause.Machine machine -> speech.say("failed.machine." + key(machine.lack()), machine.detail());
            case FailureCause.ThreadEnded ended ->
                ended(speech.say("failed.thread-ended", ended.thread(), ended.what()), speech);
            case FailureCause.ThreadHangs hangs -> ended(speech.say("failed.thread-hangs", hangs.thread()), speech);
            case FailureCause.Unwatched unwatched -> ended(speech.say("failed.unwatched", unwatched.what()), speech);
            case FailureCause.Unsaid _ -> ended(speech.say("failed.unsaid"), speech);
        };
    }

    private static String ended(String what, Speech speech) {
        return Speech.joined(what, speech.say("failed.what-now"));
    }

    private static String unusable(FailureCause.Unusable unusable, Speech speech) {
        return speech.say(
                unusable.use() == FailureCause.Unusable.Use.HOME
                        ? homeKey(unusable.trouble())
                        : "failed." + key(unusable.use()),
                unusable.file(),
                FileWords.what(unusable.trouble(), unusable.detail(), speech),
                FileWords.remedy(unusable.trouble(), speech));
    }

    /** What often happens to a home has a sentence of its own. */
    private static String homeKey(FileTrouble trouble) {
        return switch (trouble) {
            case DISK_FULL, READ_ONLY, NO_PERMISSION, FILE_IN_THE_WAY, NO_FOLDER -> "failed.home." + trouble.key();
            case NOT_UTF8, MISSING, FOLDER_IN_THE_WAY, TOO_MANY_OPEN, IS_FOLDER, PART_IS_NO_FOLDER, OTHER ->
                "failed.home";
        };
    }

    private static String unclear(FailureCause.RulesUnclear unclear, Speech speech) {
        return speech.say(
                unclear.backup().isPresent() ? "failed.rules-unclear.backup" : "failed.rules-unclear",
                MistakeWords.place(unclear.mistake().file(), unclear.mistake().place(), speech),
                MistakeWords.what(unclear.mistake().what(), speech),
                unclear.backup().orElse(""));
    }

    private static String fault(FailureCause.NoFolder.Tried tried, Speech speech) {
        return tried.detail().isEmpty() ? speech.say("folder." + key(tried.fault())) : tried.detail();
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
