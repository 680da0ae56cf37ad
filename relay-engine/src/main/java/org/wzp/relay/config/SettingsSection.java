package org.wzp.relay.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.SettingChange;
import org.wzp.relay.api.SettingText;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.storage.TomlText;

/**
 * The settings that the window keeps in {@code console.toml}, where they stand over the operator's {@code relay.toml} and
 * under the command line ({@link ConfigLoader}). They are read when they are changed, so that nothing is held twice. Callers
 * see to it that one thread changes; waits for the disk.
 */
public final class SettingsSection {
    /** Its name in the file. */
    static final String TABLE = "settings";

    static final StateFile.Section SECTION = new StateFile.Section(List.of(TABLE), false);

    private final StateFile file;
    private final RelayConfig running;
    private Witness witness = changes -> {};

    /** Hears of a change before it is made. */
    @FunctionalInterface
    public interface Witness {
        /** @throws NotWrittenException and nothing is changed */
        void changing(List<SettingChange> changes) throws NotWrittenException;
    }

    /** What became of a wish to change something. */
    public sealed interface Result {
        /** One of them can't be; nothing has changed. */
        record Unfit(Objection why) implements Result {}

        /** All of them were so already. */
        record Same() implements Result {}

        /** @param before what takes it back */
        record Changed(List<SettingChange> changes, List<SettingText> before) implements Result {
            public Changed {
                changes = List.copyOf(changes);
                before = List.copyOf(before);
            }
        }
    }

    /** @param running what the relay was told at its last start */
    public SettingsSection(StateFile file, RelayConfig running) {
        this.file = file;
        this.running = running;
    }

    /** Before anything is changed. */
    public void witness(Witness next) {
        witness = next;
    }

    /** @throws NotWrittenException and nothing has changed */
    public Result change(List<SettingText> wanted) throws NotWrittenException {
        try {
            ObjectNode table = read();
            List<SettingChange> changes = new ArrayList<>();
            List<SettingText> before = new ArrayList<>();
            for (SettingText each : wanted) {
                Optional<Setting<?>> setting = Settings.ofKey(each.key());
                if (setting.isEmpty()) {
                    return new Result.Unfit(new Objection.NoSetting(each.key()));
                }
                set(table, setting.get(), each.text(), changes, before);
            }
            if (changes.isEmpty()) {
                return new Result.Same();
            }
            witness.changing(changes);
            file.write(SECTION, table.isEmpty() ? "" : "[" + TABLE + "]\n" + TomlText.write(table));
            return new Result.Changed(changes, before);
        } catch (UnfitSetting e) {
            return new Result.Unfit(new Objection.UnfitSetting(e.key, e.unfit.misfit()));
        } catch (IOException e) {
            throw new NotWrittenException(file.path().toString(), e);
        }
    }

    /** The table as it stands, with what a newer version has put in it. */
    private ObjectNode read() throws IOException {
        Optional<String> text = StateFile.read(file.atomicFile(), SECTION);
        JsonNode tree = TomlText.read(text.orElse("")).path(TABLE);
        return tree instanceof ObjectNode table ? table : JsonNodeFactory.instance.objectNode();
    }

    private <T> void set(
            ObjectNode table,
            Setting<T> setting,
            Optional<String> text,
            List<SettingChange> changes,
            List<SettingText> before)
            throws UnfitSetting, JsonProcessingException {
        Optional<T> old = old(table, setting);
        Optional<T> next = text.isPresent() ? Optional.of(parse(setting, text.get())) : Optional.empty();
        if (old.equals(next)) {
            return;
        }
        if (next.isPresent()) {
            table.set(setting.key(), node(setting.type().toml(next.get())));
        } else {
            table.remove(setting.key());
        }
        before.add(new SettingText(setting.key(), old.map(setting.type()::text)));
        changes.add(new SettingChange(
                setting.key(),
                old.map(setting.type()::shown),
                next.map(setting.type()::shown),
                setting.type().shown(setting.from().apply(running)),
                setting.needsRestart()));
    }

    /** A value that somebody spoilt by hand is none. */
    private static <T> Optional<T> old(ObjectNode table, Setting<T> setting) {
        JsonNode node = table.get(setting.key());
        try {
            return node == null ? Optional.empty() : Optional.of(setting.type().ofToml(node));
        } catch (Unfit e) {
            return Optional.empty();
        }
    }

    private static <T> T parse(Setting<T> setting, String text) throws UnfitSetting {
        try {
            return setting.type().ofText(text);
        } catch (Unfit e) {
            throw new UnfitSetting(setting.key(), e);
        }
    }

    /** @param toml empty for a text that says nothing */
    private static JsonNode node(String toml) throws JsonProcessingException {
        return TomlText.read("v = " + (toml.isEmpty() ? "\"\"" : toml)).path("v");
    }

    private static final class UnfitSetting extends Exception {
        private static final long serialVersionUID = 1L;

        private final String key;
        private final transient Unfit unfit;

        UnfitSetting(String key, Unfit unfit) {
            super(key, unfit, false, false);
            this.key = key;
            this.unfit = unfit;
        }
    }
}
