package org.wzp.relay.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wzp.relay.config.FederationTables;
import org.wzp.relay.config.LaterSetting;
import org.wzp.relay.config.Setting;
import org.wzp.relay.config.Settings;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Gives a command the flags of the table of settings. Those of features to come are added as well, hidden from the usage,
 * so that they can be refused by name.
 */
final class SettingFlags implements IModelTransformer {
    private static final String GLOBAL_ROOM = "--global-room";

    @Override
    public CommandSpec transform(CommandSpec command) {
        for (Setting<?> setting : Settings.all()) {
            setting.flag().ifPresent(flag -> command.addOption(shown(setting, flag)));
        }
        command.addOption(OptionSpec.builder(GLOBAL_ROOM)
                .paramLabel("NAME")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("A room that spans linked relays, beside those of the configuration. May be given again.")
                .build());
        for (LaterSetting later : LaterSetting.all()) {
            later.flag().ifPresent(name -> command.addOption(hidden(name, later.takesValue())));
        }
        return command;
    }

    private static OptionSpec shown(Setting<?> setting, Setting.Flag flag) {
        return OptionSpec.builder(flag.name())
                .paramLabel(flag.label())
                .type(String.class)
                // the library takes them for formats
                .description(setting.helpLines().stream()
                        .map(text -> text.replace("%", "%%"))
                        .toArray(String[]::new))
                .build();
    }

    private static OptionSpec hidden(String name, boolean takesValue) {
        OptionSpec.Builder builder = OptionSpec.builder(name).hidden(true);
        return takesValue
                ? builder.type(List.class).arity("1").build()
                : builder.type(boolean.class).build();
    }

    /** Texts of settings, by key. */
    static Map<String, String> given(ParseResult parsed) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.all()) {
            Optional<String> text =
                    setting.flag().flatMap(flag -> Optional.ofNullable(parsed.matchedOptionValue(flag.name(), null)));
            text.ifPresent(value -> texts.put(setting.key(), value));
        }
        List<String> rooms = parsed.matchedOptionValue(GLOBAL_ROOM, List.of());
        if (!rooms.isEmpty()) {
            // no room has a comma in its name
            texts.put(FederationTables.GLOBAL_ROOMS, String.join(",", rooms));
        }
        return texts;
    }

    /** The first flag of a feature to come among those given. */
    static Optional<String> notOfferedYet(ParseResult parsed) {
        return parsed.matchedOptions().stream()
                .filter(OptionSpec::hidden)
                .map(OptionSpec::longestName)
                .findFirst();
    }
}
