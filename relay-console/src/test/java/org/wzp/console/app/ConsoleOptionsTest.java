package org.wzp.console.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConsoleOptionsTest {
    @Test
    void aFileAloneIsOpenedAsDesktopsSayIt() {
        assertThat(parsed("/home/ada/relay.wzp-hour").open()).contains(Path.of("/home/ada/relay.wzp-hour"));
        assertThat(parsed("--open", "/home/ada/relay.wzp-hour").open()).contains(Path.of("/home/ada/relay.wzp-hour"));
        assertThat(parsed().open()).isEmpty();
    }

    @Test
    void twoFilesAreOneTooMany() {
        assertThatThrownBy(() -> parsed("a.wzp-hour", "b.wzp-hour")).isInstanceOf(CommandLine.ParameterException.class);
    }

    private static ConsoleOptions parsed(String... line) {
        ConsoleOptions options = new ConsoleOptions();
        new CommandLine(options).parseArgs(line);
        return options;
    }
}
