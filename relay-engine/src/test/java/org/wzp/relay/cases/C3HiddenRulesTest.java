package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.config.ConfigException;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.Overrides;

/** C3: only a name that isn't there at all means that there are no rules; what hides them stops the start. */
class C3HiddenRulesTest {
    @TempDir
    Path home;

    @Test
    void noFileMeansNoRules() throws Exception {
        assertThat(new RuleFiles(home).open().rules().bans()).isEmpty();
    }

    @Test
    void aLinkToNothingStopsTheStart() throws Exception {
        RuleFiles files = new RuleFiles(home);
        Files.createSymbolicLink(files.file, Path.of("/nowhere/console.toml"));
        assertThatThrownBy(files::open).isInstanceOf(AccessException.class).hasMessageContaining("console.toml");
        assertThat(files.file).isSymbolicLink();
    }

    @Test
    void aFolderInTheirPlaceStopsTheStart() throws Exception {
        RuleFiles files = new RuleFiles(home);
        Files.createDirectory(files.file);
        assertThatThrownBy(files::open).isInstanceOf(AccessException.class);
    }

    @Test
    void aConfigurationThatIsALinkToNothingIsNoMissingOne() throws Exception {
        Files.createSymbolicLink(home.resolve("relay.toml"), Path.of("/nowhere/relay.toml"));
        assertThatThrownBy(() -> ConfigLoader.load(Overrides.NONE.in(home))).isInstanceOf(ConfigException.class);
    }
}
