package org.wzp.console.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.wzp.console.table.LiveRows;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.PacketWatch;
import org.wzp.relay.text.Names;

/** The packets of the newest watch, and their file. JavaFX thread only; the disk is waited for elsewhere. */
public final class PacketsViewModel {
    /**
     * What it works with.
     *
     * @param read the newest watch, with its packets from that number on; never blocks
     * @param home the folder that packets are saved in
     * @param write writes a file whole or not at all; what kept it from that, if anything
     */
    public record Outside(
            IntFunction<Optional<PacketWatch>> read,
            Supplier<Optional<Path>> home,
            BiFunction<Path, String, Optional<String>> write,
            Executor background,
            Executor windowThread) {}

    private final Outside outside;
    private final LiveRows<Integer, PacketRow> rows = new LiveRows<>(PacketRow::number, PacketRow::texts);
    private final List<PacketRow> packets = new ArrayList<>();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper savable = new ReadOnlyBooleanWrapper();
    private String saved = "";
    private long id;

    public PacketsViewModel(Outside outside) {
        this.outside = outside;
        refresh();
    }

    /** Takes in what has come since the last time. */
    public void refresh() {
        Optional<PacketWatch> newest = outside.read().apply(packets.size() + 1);
        if (newest.filter(watch -> watch.id() != id).isPresent()) {
            id = newest.get().id();
            packets.clear();
            saved = "";
            newest = outside.read().apply(1);
            rows.show(List.of());
        }
        newest.ifPresent(this::take);
    }

    private void take(PacketWatch watch) {
        if (!watch.packets().isEmpty()) {
            watch.packets().forEach(packet -> packets.add(PacketRow.of(packet)));
            rows.show(List.copyOf(packets));
        }
        savable.set(!packets.isEmpty());
        String room = Names.room(watch.room());
        String whose = watch.person()
                .map(who -> Texts.of("watch.person", Names.withKey(who), room))
                .orElseGet(() -> Texts.of("watch.everybody", room));
        note.set(Texts.of(watch.over() ? "packets.over" : "packets.goes-on", whose, packets.size(), watch.most())
                + (saved.isEmpty() ? "" : " " + saved));
    }

    LiveRows<Integer, PacketRow> rows() {
        return rows;
    }

    /** Who is watched, how many packets came, and what came of saving them. */
    ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty savable() {
        return savable.getReadOnlyProperty();
    }

    /** Saves all of them as JSON lines, in the relay's home. */
    void save() {
        long mine = id;
        Path file = outside.home()
                .get()
                .orElse(Path.of("."))
                .resolve("packets-" + fileTime() + ".jsonl")
                .toAbsolutePath();
        int count = packets.size();
        String content = packets.stream().map(PacketRow::json).collect(Collectors.joining("\n", "", "\n"));
        outside.background().execute(() -> {
            Optional<String> problem = outside.write().apply(file, content);
            outside.windowThread().execute(() -> {
                if (mine == id) {
                    saved = problem.map(what -> Texts.of("export.problem", file.toString(), what))
                            .orElseGet(() -> Texts.of("packets.saved", count, file.toString()));
                    refresh();
                }
            });
        });
    }

    private String fileTime() {
        return packets.getFirst()
                .packet()
                .at()
                .toString()
                .replaceAll("\\..*|Z", "")
                .replace(":", "");
    }
}
