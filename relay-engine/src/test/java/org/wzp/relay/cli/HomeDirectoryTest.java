package org.wzp.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeDirectoryTest {
    private static final Path USER = Path.of("/home/anna");

    @Test
    void onLinuxItFollowsXdg() {
        assertThat(HomeDirectory.of(Map.of(), USER, "Linux")).isEqualTo(USER.resolve(".config/wzp-relay"));
        assertThat(HomeDirectory.of(Map.of("XDG_CONFIG_HOME", "/etc/anna"), USER, "Linux"))
                .isEqualTo(Path.of("/etc/anna/wzp-relay"));
    }

    @Test
    void aRelativeOrEmptyXdgDirectoryIsIgnored() {
        assertThat(HomeDirectory.of(Map.of("XDG_CONFIG_HOME", "config"), USER, "Linux"))
                .isEqualTo(USER.resolve(".config/wzp-relay"));
        assertThat(HomeDirectory.of(Map.of("XDG_CONFIG_HOME", ""), USER, "Linux"))
                .isEqualTo(USER.resolve(".config/wzp-relay"));
    }

    @Test
    void onMacItIsApplicationSupport() {
        Path expected = USER.resolve("Library/Application Support/wzp-relay");
        assertThat(HomeDirectory.of(Map.of(), USER, "Mac OS X")).isEqualTo(expected);
        assertThat(HomeDirectory.of(Map.of(), USER, "Darwin")).isEqualTo(expected);
    }

    @Test
    void onWindowsItIsTheRoamingApplicationData() {
        assertThat(HomeDirectory.of(Map.of("APPDATA", "/roaming"), USER, "Windows 11"))
                .isEqualTo(Path.of("/roaming/wzp-relay"));
        assertThat(HomeDirectory.of(Map.of(), USER, "Windows 11")).isEqualTo(USER.resolve("AppData/Roaming/wzp-relay"));
    }
}
