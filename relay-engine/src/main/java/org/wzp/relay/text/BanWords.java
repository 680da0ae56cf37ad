package org.wzp.relay.text;

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

    static String whom(List<KnownBan> bans) {
        return Names.list(bans.stream().map(BanWords::whom).distinct().toList());
    }

    /** The same with the whole fingerprint, for the audit log. */
    static String whomInFull(KnownBan known) {
        return known.ban().target() instanceof BanTarget.Identity identity
                ? Names.inFull(known.alias(), identity.fingerprint())
                : known.ban().target().text();
    }

    /** All of it: {@code ban 3 on 192.0.2.0/24 in room lobby until 2026-11-25T12:00:00Z: shouting}. */
    public static String inFull(Ban ban) {
        return "ban " + ban.id() + " on " + ban.target().text()
                + ban.room().map(room -> " in room " + room).orElse("")
                + ban.until().map(until -> " until " + until).orElse(" for good")
                + (ban.reason().isEmpty() ? "" : ": " + ban.reason());
    }

    static String inFull(List<Ban> bans) {
        return String.join("; ", bans.stream().map(BanWords::inFull).toList());
    }
}
