package org.wzp.relay.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KnownBan;

/** Bans in words. */
public final class BanWords {
    private BanWords() {}

    /** Whom it keeps out, as a sentence says it: {@code Anna (518e:b935)} or {@code 192.0.2.0/24}. */
    static String whom(KnownBan known) {
        return known.ban().target() instanceof BanTarget.Identity identity
                ? Names.withKey(known.alias(), identity.fingerprint())
                : known.ban().target().shown();
    }

    static String whom(List<KnownBan> bans, Speech speech) {
        return Names.list(bans.stream().map(BanWords::whom).distinct().toList(), speech);
    }

    /** The same with the whole fingerprint, for the audit log. */
    static String whomInFull(KnownBan known) {
        return known.ban().target() instanceof BanTarget.Identity identity
                ? Names.inFull(known.alias(), identity.fingerprint())
                : known.ban().target().text();
    }

    /** All of it: {@code ban 3 on 192.0.2.0/24 in room lobby until 2026-11-25T12:00:00Z: shouting}. */
    public static String inFull(Ban ban) {
        return inFull(ban, Speech.ENGLISH);
    }

    /** The same in another language, and the end as people write it there. */
    public static String inFull(Ban ban, Speech speech) {
        String ends = ban.until().map(until -> end(until, speech)).orElse("");
        return speech.say(
                        ban.room().isPresent()
                                ? ends.isEmpty() ? "ban.room-for-good" : "ban.room-until"
                                : ends.isEmpty() ? "ban.for-good" : "ban.until",
                        String.valueOf(ban.id()),
                        ban.target().text(),
                        ban.room().orElse(""),
                        ends)
                + (ban.reason().isEmpty() ? "" : ": " + ban.reason());
    }

    /** In English as log and audit log have it, which are read anywhere. */
    private static String end(Instant until, Speech speech) {
        return speech == Speech.ENGLISH ? until.toString() : speech.moment(until, ZoneId.systemDefault());
    }

    static String inFull(List<Ban> bans) {
        return String.join("; ", bans.stream().map(BanWords::inFull).toList());
    }
}
