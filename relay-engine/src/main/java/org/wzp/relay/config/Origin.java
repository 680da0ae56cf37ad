package org.wzp.relay.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where the value of a setting came from. */
public sealed interface Origin {
    /** Nobody said anything. */
    record Default() implements Origin {}

    /**
     * The operator's file.
     *
     * @param place empty for a key written in a way that it isn't found again by
     */
    record File(Path path, Optional<Place> place) implements Origin {}

    /** The window: what it keeps beside the operator's file. */
    record Console() implements Origin {}

    /** @param flag such as {@code --listen} */
    record CommandLine(String flag) implements Origin {}

    /** Such as {@code /etc/wzp/relay.toml:3} or {@code --listen}. */
    default String text() {
        return switch (this) {
            case Default nobody -> "default";
            case File file ->
                file.path() + file.place().map(at -> ":" + at.line()).orElse("");
            case Console console -> "console";
            case CommandLine line -> line.flag();
        };
    }
}
