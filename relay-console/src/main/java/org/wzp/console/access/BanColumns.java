package org.wzp.console.access;

import static org.wzp.console.table.ColumnWidth.between;
import static org.wzp.console.table.ColumnWidth.fixed;

import java.time.Instant;
import java.util.Comparator;
import org.wzp.console.table.LiveTable;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Ban;
import org.wzp.relay.text.Cut;

/** The columns of the bans: who, where, why, by whom, since, until, how often. */
final class BanColumns {
    /** A ban for good ends after all others. */
    private static final Comparator<Ban> BY_END =
            Comparator.comparing(ban -> ban.until().orElse(Instant.MAX));

    private BanColumns() {}

    static void add(LiveTable<Long, Ban> bans, AccessViewModel model) {
        bans.words(Texts.of("bans.column.who"), between(176, 220), model::who);
        bans.words(Texts.of("bans.column.room"), between(100, 110), AccessViewModel::where);
        bans.words(Texts.of("bans.column.reason"), between(90, 200), ban -> Cut.REASON.of(ban.reason()));
        bans.words(Texts.of("bans.column.issuer"), between(150, 160).givesWay(3), ban -> Cut.ACTOR.of(ban.issuer()));
        bans.words(
                Texts.of("bans.column.since"), fixed(156).givesWay(2), model::since, Comparator.comparing(Ban::issued));
        bans.words(Texts.of("bans.column.until"), fixed(156), model::until, BY_END);
        bans.words(Texts.of("bans.column.remaining"), fixed(112).givesWay(1), model::remaining, BY_END);
        bans.number(Texts.of("bans.column.hits"), fixed(82).givesWay(4), Ban::hits, Texts.speech()::whole);
        bans.code(Texts.of("bans.column.target"), fixed(330).givesWay(0), ban -> ban.target()
                .text());
    }
}
