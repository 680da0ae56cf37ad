package org.wzp.console.rooms;

import static org.wzp.console.table.ColumnWidth.between;
import static org.wzp.console.table.ColumnWidth.fixed;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.wzp.console.table.FilterBar;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveTable;
import org.wzp.console.text.NaturalOrder;
import org.wzp.console.text.Policies;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.CodecId;

/** The columns of both tables. Quality is a word first; its colour only repeats the word. */
final class RoomColumns {
    private RoomColumns() {}

    static LiveTable<String, RoomStatus> rooms(
            TableView<Handle<String, RoomStatus>> table, RoomsViewModel model, FilterBar filter) {
        LiveTable<String, RoomStatus> live =
                new LiveTable<>(table, model.rooms(), Texts.of("rooms.table"), filter, Texts.of("rooms.filter"));
        live.drawn(
                Texts.of("rooms.column.room"),
                between(150, 180),
                room -> Names.room(room.name()),
                Comparator.comparing(RoomStatus::name, NaturalOrder.OF_WORDS),
                () -> new BadgedName<>(room -> Names.room(room.name()), RoomStatus::rehearsal));
        live.number(
                Texts.of("rooms.column.people"),
                fixed(66),
                room -> room.participants().size(),
                Texts.speech()::whole);
        var quality = live.drawn(
                Texts.of("rooms.column.quality"),
                between(200, 215),
                RoomWords::qualityText,
                Comparator.comparing(RoomStatus::quality).thenComparing(RoomStatus::name, NaturalOrder.OF_WORDS),
                () -> new QualityMark<>(RoomStatus::quality, RoomWords::qualityText, RoomWords::qualityDetails));
        live.number(
                Texts.of("rooms.column.rate"),
                fixed(100).givesWay(4),
                room -> room.inPerSecond() + room.outPerSecond(),
                Texts.speech()::whole);
        live.number(
                Texts.of("rooms.column.bits"),
                fixed(76).givesWay(1),
                room -> room.bitsInPerSecond() + room.bitsOutPerSecond(),
                Texts.speech()::kilobits);
        live.number(
                Texts.of("rooms.column.loss"),
                fixed(70),
                room -> room.lossPercent().orElse(Double.NaN),
                Texts.speech()::decimal);
        live.words(Texts.of("rooms.column.policy"), fixed(200).givesWay(3), room -> Policies.text(room.policy()));
        live.number(
                Texts.of("rooms.column.age"),
                fixed(112).givesWay(2),
                room -> model.since(room.created()).toSeconds(),
                seconds -> Durations.brief(Duration.ofSeconds(seconds.longValue())));
        sortBy(table, quality);
        return live;
    }

    static LiveTable<Long, ParticipantStatus> people(
            TableView<Handle<Long, ParticipantStatus>> table, RoomsViewModel model, FilterBar filter) {
        LiveTable<Long, ParticipantStatus> live =
                new LiveTable<>(table, model.people(), Texts.of("people.table"), filter, Texts.of("people.filter"));
        live.drawn(
                Texts.of("people.column.name"),
                between(142, 170),
                model::nameOf,
                Comparator.comparing(model::nameOf, NaturalOrder.OF_WORDS),
                () -> new BadgedName<>(model::nameOf, ParticipantStatus::rehearsal));
        live.onlyWhile(
                live.words(
                        Texts.of("people.column.room"), between(90, 120), person -> Names.room(model.roomOf(person))),
                model.allPeople());
        live.drawn(
                Texts.of("people.column.speaking"),
                fixed(110),
                PersonWords::voice,
                PersonWords.LATELY_HEARD_FIRST,
                SpeakingMark::new);
        var quality = live.drawn(
                Texts.of("people.column.quality"),
                fixed(152),
                PersonWords::linkText,
                Comparator.comparing(PersonWords::quality).thenComparing(model::nameOf, NaturalOrder.OF_WORDS),
                () -> new QualityMark<>(PersonWords::quality, PersonWords::linkText, PersonWords::linkDetails));
        live.words(Texts.of("people.column.listed"), fixed(92).givesWay(9), model::listed);
        live.number(
                Texts.of("people.column.loss"),
                fixed(68),
                person -> person.link().lossPercent().orElse(Double.NaN),
                Texts.speech()::decimal);
        live.figure(
                Texts.of("people.column.rtt"),
                fixed(76),
                person -> person.link().rttMillis().orElse(Double.NaN),
                PersonWords::rttText);
        live.number(
                Texts.of("people.column.jitter"),
                fixed(82).givesWay(8),
                person -> person.link().jitterMillis().orElse(Double.NaN),
                Texts.speech()::whole);
        live.words(Texts.of("people.column.codec"), fixed(84).givesWay(6), person -> person.codec()
                .map(CodecId::jsonName)
                .orElse(""));
        live.drawn(
                Texts.of("people.column.activity"),
                fixed(106).givesWay(9),
                person -> Texts.speech().whole(person.inPerSecond()),
                Comparator.comparingDouble(ParticipantStatus::inPerSecond),
                () -> new ActivityLine(model.activity()));
        live.number(
                Texts.of("people.column.time"),
                fixed(112).givesWay(7),
                person -> model.since(person.joined()).toSeconds(),
                seconds -> Durations.brief(Duration.ofSeconds(seconds.longValue())));
        live.number(
                Texts.of("people.column.in"),
                fixed(94).givesWay(2),
                ParticipantStatus::packetsIn,
                Texts.speech()::whole);
        live.number(
                Texts.of("people.column.out"),
                fixed(100).givesWay(1),
                ParticipantStatus::packetsOut,
                Texts.speech()::whole);
        live.number(
                Texts.of("people.column.dropped"),
                fixed(84).givesWay(4),
                ParticipantStatus::dropped,
                Texts.speech()::whole);
        live.code(
                Texts.of("people.column.fingerprint"),
                fixed(98).givesWay(3),
                person -> Names.shortened(person.fingerprint()));
        live.code(Texts.of("people.column.address"), fixed(156).givesWay(5), person -> Addresses.of(person.address()));
        sortBy(table, quality);
        return live;
    }

    private static <T> void sortBy(TableView<T> table, TableColumn<T, ?> column) {
        table.getSortOrder().setAll(List.of(column));
    }
}
