package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.Overrides;

/** C5: some editors begin a text file with a byte order mark, which is no part of the text. */
class C5ByteOrderMarkTest {
    @TempDir
    Path home;

    @Test
    void aConfigurationMayBeginWithOne() throws Exception {
        Files.write(home.resolve("relay.toml"), RuleFiles.input("bom.toml"));
        RelayConfig config = ConfigLoader.load(Overrides.NONE.in(home)).relay();
        assertThat(config.listen().getPort()).isEqualTo(27010);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void soMayRules() throws Exception {
        RuleFiles files =
                new RuleFiles(home).with("\uFEFFformat = 1\n[[rooms]]\nname = \"staff\"\npolicy = \"closed\"\n");
        assertThat(files.open().rules().rooms()).containsOnlyKeys("staff");
    }
}
