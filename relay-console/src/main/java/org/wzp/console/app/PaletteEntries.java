package org.wzp.console.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.shell.PaletteViewModel.Entry;
import org.wzp.console.text.SettingTitles;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Names;

/** Everything that the command palette finds: what can be done now, views, rooms, people, settings. */
record PaletteEntries(
        Actions actions, Supplier<RelaySnapshot> relay, Consumer<Subject> lead, Supplier<List<String>> settings) {

    List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        for (ConsoleAction action : ConsoleAction.values()) {
            if (action != ConsoleAction.PALETTE && actions.isEnabled(action)) {
                entries.add(new Entry(action.text(), kind(action), action.keys(), () -> actions.run(action)));
            }
        }
        for (RoomStatus room : relay.get().rooms()) {
            entries.add(new Entry(
                    Names.room(room.name()),
                    Texts.of("palette.room", room.participants().size()),
                    "",
                    () -> lead.accept(new Subject.Room(room.name()))));
            room.participants().forEach(person -> entries.add(person(room, person)));
        }
        for (String key : settings.get()) {
            entries.add(new Entry(
                    Texts.of("palette.named-setting", SettingTitles.of(key), key),
                    Texts.of("palette.setting"),
                    "",
                    () -> lead.accept(new Subject.Setting(key))));
        }
        return entries;
    }

    private static String kind(ConsoleAction action) {
        for (Place place : Place.values()) {
            if (place.action() == action) {
                return Texts.of("palette.view");
            }
        }
        return Texts.of("palette.action");
    }

    private Entry person(RoomStatus room, ParticipantStatus person) {
        String name = Names.of(person.alias(), person.fingerprint());
        return new Entry(
                name,
                Texts.of("palette.person", Names.room(room.name())),
                "",
                () -> lead.accept(new Subject.Person(room.name(), person.id(), name)));
    }
}
