package org.wzp.console.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.overview.LogFile;
import org.wzp.relay.cli.Logging;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.LoadedConfig;
import org.wzp.relay.config.Overrides;

class ConsoleLogTest {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLogTest.class);

    @TempDir
    private Path home;

    private final ConsoleLog log = new ConsoleLog();

    @AfterEach
    void end() {
        log.close();
        Logging.level("info");
    }

    private LoadedConfig configured(String level) throws Exception {
        Path file = home.resolve("relay.toml");
        Files.writeString(file, "log_level = \"" + level + "\"\n");
        return ConfigLoader.load(Overrides.NONE.in(home));
    }

    @Test
    void linesOfTheConfiguredLevelAreInTheFileInTheRelaysHome() throws Exception {
        LoadedConfig config = log.follow(configured("warn"));
        LOG.info("too quiet");
        LOG.warn("loud enough");
        log.follow(configured("debug"));
        LOG.debug("heard after the next start");
        log.close();
        assertThat(log.file())
                .contains(
                        new LogFile(config.relay().home().resolve("console.log").toAbsolutePath(), 0));
        assertThat(Files.readString(home.resolve("console.log")))
                .contains("WARN  loud enough")
                .contains("DEBUG heard after the next start")
                .doesNotContain("too quiet");
    }

    @Test
    void aHomeThatCanNotHoldAFileLeavesTheLogOnTheTerminal() throws Exception {
        Files.createDirectory(home.resolve("console.log"));
        log.follow(configured("info"));
        assertThat(log.file()).isEmpty();
    }

    @Test
    void theFirstRunsHomeIsMadeForItsLog() throws Exception {
        Path missing = home.resolve("not-yet");
        log.follow(ConfigLoader.load(Overrides.NONE.in(missing)));
        assertThat(log.file()).map(LogFile::path).contains(missing.resolve("console.log"));
    }
}
