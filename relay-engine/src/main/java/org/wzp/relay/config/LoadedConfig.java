package org.wzp.relay.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wzp.relay.api.RelayConfig;

/**
 * What the relay is told, and where each value of it came from.
 *
 * @param file the configuration file, whether it is there or not
 * @param settings one for each of {@link Settings#all()}, in that order
 * @param withoutConsole the same as it would be if the window had set nothing
 */
public record LoadedConfig(
        RelayConfig relay, Path file, List<Configured<?>> settings, List<Configured<?>> withoutConsole) {
    public LoadedConfig {
        settings = List.copyOf(settings);
        withoutConsole = List.copyOf(withoutConsole);
    }

    /** One line for the log; empty when everything is at its default. */
    public Optional<String> differences() {
        String words = settings.stream()
                .filter(configured -> !configured.isDefault())
                .map(Configured::inWords)
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? Optional.empty() : Optional.of("Settings that differ from the defaults: " + words);
    }
}
