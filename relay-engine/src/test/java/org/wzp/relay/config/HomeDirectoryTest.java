package org.wzp.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeDirectoryTest {
    private static final Path USER = Path.of("/home/anna");

    @Test
    void onLinuxItFollowsXdg() {
        assertThat(HomeDirectory.of(Map.of(), USER, "Linux")).contains(USER.resolve(".config/wzp-relay"));
        assertThat(HomeDirectory.of(Map.of("XDG_CONFIG_HOME", "/etc/anna"), USER, "Linux"))
                .contains(Path.of("/etc/anna/wzp-relay"));
    }

    @Test
    void aRelativeOrEmptyXdgDirectoryIsIgnored() {
        assertThat(HomeDirectory.of(Map.of("XDG_CONFIG_HOME", "config"), USER, "Linux"))
                .contains(USER.resolve(".config/wzp-relay"));
        assertThat(HomeDirectory.of(Map.of("XDG_CONFIG_HOME", ""), USER, "Linux"))
                .contains(USER.resolve(".config/wzp-relay"));
    }

    @Test
    void onMacItIsApplicationSupport() {
        Path expected = USER.resolve("Library/Application Support/wzp-relay");
        assertThat(HomeDirectory.of(Map.of(), USER, "Mac OS X")).contains(expected);
        assertThat(HomeDirectory.of(Map.of(), USER, "Darwin")).contains(expected);
    }

    @Test
    void onWindowsItIsTheRoamingApplicationData() {
        assertThat(HomeDirectory.of(Map.of("APPDATA", "/roaming"), USER, "Windows 11"))
                .contains(Path.of("/roaming/wzp-relay"));
        assertThat(HomeDirectory.of(Map.of(), USER, "Windows 11")).contains(USER.resolve("AppData/Roaming/wzp-relay"));
    }

    /** What Java says of a user without an entry and without HOME, and what services often have. */
    @Test
    void whoHasNoDirectoryOfTheirOwnHasNoPlace() {
        for (String userHome : new String[] {"?", "", ".", "home/anna", "/"}) {
            assertThat(HomeDirectory.of(Map.of(), Path.of(userHome), "Linux"))
                    .as(userHome)
                    .isEmpty();
            assertThat(HomeDirectory.of(Map.of("XDG_CONFIG_HOME", "config"), Path.of(userHome), "Linux"))
                    .as(userHome)
                    .isEmpty();
            assertThat(HomeDirectory.of(Map.of(), Path.of(userHome), "Mac OS X"))
                    .as(userHome)
                    .isEmpty();
        }
        assertThat(HomeDirectory.of(Map.of("XDG_CONFIG_HOME", "/etc/anna"), Path.of("?"), "Linux"))
                .contains(Path.of("/etc/anna/wzp-relay"));
    }
}
