package org.wzp.relay.config;

import java.nio.file.Path;
import java.util.Optional;
import org.wzp.relay.api.TextPlace;

/** Where the value of a setting came from. */
public sealed interface Origin {
    /** Nobody said anything. */
    record Default() implements Origin {
        @Override
        public String text() {
            return "default";
        }
    }

    /**
     * The operator's file.
     *
     * @param place empty for a key written in a way that it isn't found again by
     */
    record File(Path path, Optional<TextPlace> place) implements Origin {
        @Override
        public String text() {
            return path + place.map(at -> ":" + at.line()).orElse("");
        }
    }

    /** The window: what it keeps beside the operator's file. */
    record Console() implements Origin {
        @Override
        public String text() {
            return "console";
        }
    }

    /** @param flag such as {@code --listen} */
    record CommandLine(String flag) implements Origin {
        @Override
        public String text() {
            return flag;
        }
    }

    /** Such as {@code /etc/wzp/relay.toml:3} or {@code --listen}. */
    String text();
}
