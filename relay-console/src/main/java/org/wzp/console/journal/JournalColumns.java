package org.wzp.console.journal;

import static org.wzp.console.table.ColumnWidth.between;
import static org.wzp.console.table.ColumnWidth.fixed;

import java.time.ZoneId;
import java.util.Comparator;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import org.wzp.console.journal.AuditViewModel.Verdict;
import org.wzp.console.table.FilterBar;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveTable;
import org.wzp.console.text.Texts;

/** The columns of the journal's tables, the newest rows on top. */
final class JournalColumns {
    private JournalColumns() {}

    static LiveTable<Long, EventRow> events(
            TableView<Handle<Long, EventRow>> view, JournalViewModel model, FilterBar filter, ZoneId zone) {
        LiveTable<Long, EventRow> table = new LiveTable<>(
                view, model.events(), Texts.of("journal.events"), filter, Texts.of("journal.events.filter"));
        newestFirst(
                view,
                table.words(
                        Texts.of("journal.column.time"),
                        fixed(172),
                        row -> Texts.speech().exact(row.at(), zone),
                        Comparator.comparingLong(EventRow::number)));
        table.words(
                Texts.of("journal.column.kind"), fixed(116), row -> row.kind().text());
        table.sentence(Texts.of("journal.column.what"), between(220, 420), EventRow::sentence);
        table.words(Texts.of("journal.column.who"), between(160, 176).givesWay(2), EventRow::who);
        table.words(Texts.of("journal.column.room"), between(100, 120).givesWay(1), EventRow::room);
        return table;
    }

    static LiveTable<Long, LogRow> log(
            TableView<Handle<Long, LogRow>> view, JournalViewModel model, FilterBar filter, ZoneId zone) {
        LiveTable<Long, LogRow> table =
                new LiveTable<>(view, model.log(), Texts.of("journal.log"), filter, Texts.of("journal.log.filter"));
        newestFirst(
                view,
                table.words(
                        Texts.of("journal.column.time"),
                        fixed(172),
                        row -> Texts.speech().exact(row.line().at(), zone),
                        Comparator.comparingLong(LogRow::number)));
        table.words(
                Texts.of("journal.column.level"),
                fixed(80),
                row -> row.line().level().name(),
                Comparator.comparing(row -> row.line().level()));
        table.sentence(Texts.of("journal.column.line"), between(300, 600), LogRow::text);
        return table;
    }

    static LiveTable<Long, AuditRow> audit(
            TableView<Handle<Long, AuditRow>> view, AuditViewModel model, FilterBar filter, ZoneId zone) {
        LiveTable<Long, AuditRow> table =
                new LiveTable<>(view, model.rows(), Texts.of("audit.title"), filter, Texts.of("audit.filter"));
        newestFirst(
                view,
                table.words(
                        Texts.of("journal.column.time"),
                        fixed(172),
                        row -> row.line()
                                .at()
                                .map(at -> Texts.speech().exact(at, zone))
                                .orElse("–"),
                        AuditRow.byMoment()));
        table.words(Texts.of("audit.column.actor"), between(150, 160).givesWay(4), row -> row.line()
                .actor());
        table.sentence(Texts.of("audit.column.what"), between(400, 640), AuditRow::what);
        table.sentence(Texts.of("audit.column.reason"), between(90, 120).givesWay(3), row -> row.line()
                .reason());
        table.sentence(Texts.of("audit.column.change"), between(260, 320).givesWay(1), AuditRow::change);
        // while it is whole, the sentence above says so of all
        table.onlyWhile(
                table.words(Texts.of("audit.column.chain"), fixed(84).givesWay(2), AuditRow::chain),
                model.verdict().map(now -> now == Verdict.BROKEN));
        table.words(
                Texts.of("audit.column.undo"),
                fixed(84).givesWay(5),
                row -> model.canUndo(row) ? Texts.of("audit.can-undo") : "");
        table.number(Texts.of("audit.column.number"), fixed(64).givesWay(0), AuditRow::number, Texts.speech()::whole);
        return table;
    }

    static LiveTable<Integer, PacketRow> packets(
            TableView<Handle<Integer, PacketRow>> view, PacketsViewModel model, FilterBar filter) {
        LiveTable<Integer, PacketRow> table =
                new LiveTable<>(view, model.rows(), Texts.of("packets.title"), filter, Texts.of("packets.filter"));
        table.number(Texts.of("packets.column.number"), fixed(70), PacketRow::number, Texts.speech()::whole);
        table.words(Texts.of("packets.column.sender"), between(150, 190).givesWay(2), PacketRow::sender);
        table.number(
                Texts.of("packets.column.sequence"),
                fixed(90),
                row -> row.packet().sequence(),
                Texts.speech()::whole);
        table.words(Texts.of("packets.column.codec"), between(110, 130), PacketRow::codec);
        table.number(
                Texts.of("packets.column.block"),
                fixed(80).givesWay(0),
                row -> row.packet().fecBlock(),
                Texts.speech()::whole);
        table.number(
                Texts.of("packets.column.symbol"),
                fixed(110).givesWay(0),
                row -> row.packet().fecSymbol(),
                Texts.speech()::whole);
        table.number(
                Texts.of("packets.column.bytes"), fixed(70), row -> row.packet().bytes(), Texts.speech()::whole);
        table.number(Texts.of("packets.column.gap"), fixed(80), PacketRow::gapMillis, Texts.speech()::decimal);
        table.number(
                Texts.of("packets.column.copies"),
                fixed(80).givesWay(1),
                row -> row.packet().copies(),
                Texts.speech()::whole);
        table.number(Texts.of("packets.column.micros"), fixed(90), PacketRow::micros, Texts.speech()::decimal);
        table.words(Texts.of("packets.column.drops"), between(110, 150).givesWay(3), PacketRow::drops);
        return table;
    }

    private static <R> void newestFirst(TableView<Handle<Long, R>> view, TableColumn<Handle<Long, R>, ?> time) {
        time.setSortType(SortType.DESCENDING);
        view.getSortOrder().add(time);
    }
}
