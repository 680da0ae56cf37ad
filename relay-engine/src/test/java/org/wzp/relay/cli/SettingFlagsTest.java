package org.wzp.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.config.LaterSetting;
import org.wzp.relay.config.Setting;
import org.wzp.relay.config.Settings;

/** The flags of the relay command are those of the table of settings. */
class SettingFlagsTest {
    @TempDir
    Path home;

    private record Answer(int status, String out, String err) {}

    private static Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Answer(status, out.toString(), err.toString());
    }

    static Stream<Setting<?>> withFlag() {
        return Settings.all().stream().filter(setting -> setting.flag().isPresent());
    }

    @ParameterizedTest
    @MethodSource("withFlag")
    void helpNamesEachFlagOnceWithItsLine(Setting<?> setting) {
        Setting.Flag flag = setting.flag().orElseThrow();
        String help = run("relay", "--help").out();
        assertThat(help.replaceAll("\\s+", " "))
                .containsOnlyOnce(" " + flag.name() + "=" + flag.label() + " " + String.join(" ", setting.helpLines()))
                .contains("[" + flag.name() + "=" + flag.label() + "]");
    }

    @Test
    void helpNamesNoFlagOfAFeatureToCome() {
        String help = run("relay", "--help").out();
        assertThat(LaterSetting.all().stream().flatMap(later -> later.flag().stream()))
                .isNotEmpty()
                .noneMatch(help::contains);
    }

    @ParameterizedTest
    @MethodSource("withFlag")
    void aFlagThatIsGivenTwiceOrWithoutAValueIsRefused(Setting<?> setting) {
        String flag = setting.flag().orElseThrow().name();
        assertThat(run("--home", home.toString(), flag, "one", flag, "two"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(2))
                .satisfies(answer -> assertThat(answer.err()).contains(flag, "only once"));
        assertThat(run("--home", home.toString(), flag).status()).isEqualTo(2);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aNumberOutOfRangeIsRefusedWithTheFlagAndTheRange() {
        for (String wrong : new String[] {"0", "1000001", "many", "1.5", "99999999999"}) {
            Answer answer = run("--home", home.toString(), "--max-sessions", wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(2);
            assertThat(answer.err()).startsWith("--max-sessions must be a whole number from 1 to 1000000.");
        }
    }
}
