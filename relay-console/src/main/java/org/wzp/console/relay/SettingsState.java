package org.wzp.console.relay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.console.relay.SettingLine.Beneath;
import org.wzp.console.relay.SettingLine.Kind;
import org.wzp.console.text.EngineWords;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.config.Configured;
import org.wzp.relay.config.LoadedConfig;
import org.wzp.relay.config.Origin;
import org.wzp.relay.config.Setting;
import org.wzp.relay.config.Settings;
import org.wzp.relay.config.Unfit;
import org.wzp.relay.text.MisfitWords;
import org.wzp.relay.text.StartWords;

/**
 * The whole configuration as it is in the files now.
 *
 * @param groups in the order of the sample file
 * @param problem why it can't be read; the groups are empty then
 */
public record SettingsState(List<Group> groups, Optional<String> problem) {
    /** @param title as the sample file has it */
    public record Group(String title, List<SettingLine> settings) {
        public Group {
            settings = List.copyOf(settings);
        }
    }

    public SettingsState {
        groups = List.copyOf(groups);
    }

    static SettingsState unreadable(FailureCause why) {
        return new SettingsState(List.of(), Optional.of(StartWords.of(why, Texts.speech())));
    }

    /** @param running what a relay that runs was told; null while none runs */
    static SettingsState of(LoadedConfig now, @Nullable RelayConfig running) {
        Iterator<Configured<?>> settings = now.settings().iterator();
        Iterator<Configured<?>> beneath = now.withoutConsole().iterator();
        List<Group> groups = new ArrayList<>();
        for (Settings.Group group : Settings.groups()) {
            List<SettingLine> lines = new ArrayList<>();
            for (Setting<?> setting : group.settings()) {
                lines.add(line(setting, settings.next(), beneath.next(), running));
            }
            String first = group.settings().getFirst().key();
            groups.add(new Group(EngineWords.group(first).orElse(group.title()), lines));
        }
        return new SettingsState(groups, Optional.empty());
    }

    private static <T> SettingLine line(
            Setting<T> setting, Configured<?> now, Configured<?> beneath, @Nullable RelayConfig running) {
        return new SettingLine(
                setting.key(),
                EngineWords.help(setting.key()).orElse(setting.description().help()),
                EngineWords.details(setting.key()).orElse(setting.description().details()),
                rangeInWords(setting),
                EngineWords.unit(setting.type().unit()).orElse(setting.type().unit()),
                setting.type().choices(),
                setting.type().text(setting.initial()),
                now.text(),
                origin(now.origin()),
                new Beneath(beneath.text(), origin(beneath.origin())),
                Optional.ofNullable(running)
                        .map(told -> setting.type().text(setting.from().apply(told))),
                setting.needsRestart(),
                text -> problem(setting, text));
    }

    private static String rangeInWords(Setting<?> setting) {
        String range = setting.rangeInWords();
        // where an example says more than words
        return range.isEmpty() ? range : EngineWords.range(setting.key()).orElse(range);
    }

    private static SettingLine.Origin origin(Origin origin) {
        return new SettingLine.Origin(
                switch (origin) {
                    case Origin.Default _ -> Kind.DEFAULT;
                    case Origin.File _ -> Kind.FILE;
                    case Origin.Console _ -> Kind.WINDOW;
                    case Origin.CommandLine _ -> Kind.COMMAND_LINE;
                },
                switch (origin) {
                    case Origin.Default _, Origin.Console _ -> "";
                    case Origin.File _, Origin.CommandLine _ -> origin.text();
                });
    }

    private static <T> Optional<String> problem(Setting<T> setting, String text) {
        try {
            T value = setting.type().ofText(text);
            setting.type().check(value);
            return Optional.empty();
        } catch (Unfit e) {
            return Optional.of(MisfitWords.of(e.misfit(), Texts.speech()));
        }
    }

    /** Names of all settings there are; of no file. */
    public static List<String> keys() {
        return Settings.all().stream().map(Setting::key).toList();
    }

    /** All of them, in order. */
    public List<SettingLine> lines() {
        return groups.stream().flatMap(group -> group.settings().stream()).toList();
    }
}
