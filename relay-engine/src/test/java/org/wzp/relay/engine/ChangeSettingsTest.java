package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayCommand.ChangeSettings;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.SettingText;
import org.wzp.relay.config.ConfigException;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.Configured;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.telemetry.AuditCheck;

/** The window's settings: written to console.toml alone, audited, taken back, and read at the next start. */
class ChangeSettingsTest {
    @TempDir
    private Path home;

    private static ChangeSettings set(String key, String text) {
        return new ChangeSettings(List.of(new SettingText(key, Optional.of(text))));
    }

    private static ChangeSettings unset(String key) {
        return new ChangeSettings(List.of(new SettingText(key, Optional.empty())));
    }

    private Configured<?> loaded(String key) throws ConfigException {
        return ConfigLoader.load(Overrides.NONE.in(home)).settings().stream()
                .filter(each -> each.setting().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String console() throws IOException {
        return Files.readString(home.resolve("console.toml"));
    }

    @Test
    void whatIsSetHoldsFromTheNextStartOnAndTheOperatorsFileStaysAsItIs() throws Exception {
        Files.writeString(home.resolve("relay.toml"), "# mine\nmax_sessions = 7\n");
        try (RelayFixture relay = RelayFixture.started(home)) {
            assertThat(relay.told(set("max_sessions", "200")))
                    .isEqualTo("max_sessions is 200 from the next start on (now 100).");
        }
        assertThat(loaded("max_sessions").shown()).isEqualTo("200");
        assertThat(loaded("max_sessions").origin().text()).isEqualTo("console");
        assertThat(Files.readString(home.resolve("relay.toml"))).isEqualTo("# mine\nmax_sessions = 7\n");
    }

    @Test
    void anAddressWithASecretComesBackWhole() throws Exception {
        String address = "https://a.example/check?key=secret";
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.execute(set("auth_url", address));
            assertThat(Told.of(relay.execute(unset("auth_url"))).inverse()).contains(set("auth_url", address));
        }
    }

    @Test
    void anUndoneChangeIsAsItWas() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.execute(set("log_level", "debug"));
            String before = console();
            Told second = Told.of(relay.execute(set("log_level", "warn")));
            assertThat(second.sentence()).isEqualTo("log_level is \"warn\" now.");
            relay.execute(second.inverse().orElseThrow());
            assertThat(console()).isEqualTo(before);
            Told removed = Told.of(relay.execute(unset("log_level")));
            assertThat(removed)
                    .isEqualTo(new Told(
                            "log_level is no longer set in this window.", Optional.of(set("log_level", "debug"))));
            assertThat(loaded("log_level").origin().text()).isEqualTo("default");
        }
    }

    @Test
    void rulesAndWhatANewerVersionWroteStayBesideIt() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.execute(new SetRoomPolicy("board", RoomPolicy.CLOSED));
            Files.writeString(home.resolve("console.toml"), console() + "\n[settings]\nof_tomorrow = 3\n");
        }
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.execute(set("max_sessions", "200"));
            assertThat(console()).contains("board", "of_tomorrow = 3", "max_sessions = 200");
            assertThat(relay.relay().snapshot().access().rules()).hasSize(1);
        }
    }

    @Test
    void aValueOutOfRangeChangesNothingAndTheRangeIsSaid() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            assertThat(relay.told(new ChangeSettings(List.of(
                            new SettingText("log_level", Optional.of("warn")),
                            new SettingText("max_sessions", Optional.of("0"))))))
                    .isEqualTo("Nothing was changed: max_sessions must be a whole number from 1 to 1000000.");
            assertThat(relay.execute(set("max_session", "7")))
                    .isEqualTo(new Outcome.Refused(new Objection.NoSetting("max_session")));
            assertThat(relay.execute(unset("max_sessions"))).isEqualTo(new Outcome.NothingToDo(new AlreadySo.Set()));
        }
        assertThat(loaded("log_level").isDefault()).isTrue();
    }

    @Test
    void eachChangeIsInTheAuditLogBeforeItIsMadeWithoutSecrets() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.execute(set("auth_url", "https://a.example/check?key=secret"));
            relay.execute(set("max_sessions", "200"));
        }
        List<String> lines = Files.readAllLines(home.resolve("audit.jsonl"));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).contains("\"begun\"", "max_sessions = not set here", "max_sessions = 200");
        assertThat(String.join("", lines)).doesNotContain("secret");
        assertThat(AuditCheck.of(home.resolve("audit.jsonl"), Optional.empty()).findings())
                .isEmpty();
    }

    @Test
    void aStoppedRelayTakesThemToo() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            relay.relay().stop();
            relay.execute(set("max_sessions", "200"));
        }
        assertThat(loaded("max_sessions").shown()).isEqualTo("200");
    }
}
