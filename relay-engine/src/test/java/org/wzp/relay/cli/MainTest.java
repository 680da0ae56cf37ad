package org.wzp.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.telemetry.AuditLog;
import org.wzp.relay.text.BuildText;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path home;

    /** A relay command sets the level for its process, which here runs other tests as well. */
    @AfterEach
    void leaveTheLogAsItWas() {
        ((Logger) LoggerFactory.getLogger("org.wzp")).setLevel(null);
    }

    private record Answer(int status, String out, String err) {}

    private static Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Answer(status, out.toString(), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void helpNamesEveryCommand(String flag) {
        Answer answer = run(flag);
        assertThat(answer.status()).isZero();
        assertThat(answer.out()).contains("relay", "client", "load", "audit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void versionIsNameAndBuildAlone(String flag) {
        String line = BuildText.get() + System.lineSeparator();
        assertThat(run(flag)).isEqualTo(new Answer(0, line, ""));
        assertThat(run("relay", flag)).isEqualTo(new Answer(0, line, ""));
        assertThat(line).matches("wzp-relay-java [0-9]+\\.[0-9]+.*\\R");
    }

    @Test
    void relayHelpNamesTheFlagsThatWorkOnly() {
        Answer answer = run("relay", "--help");
        assertThat(answer.status()).isZero();
        assertThat(answer.out())
                .contains(
                        "--config",
                        "--identity",
                        "--home",
                        "--listen",
                        "--auth-url",
                        "--max-sessions",
                        "--log-level",
                        "--transport")
                .doesNotContain("--remote", "--ws-port", "--probe");
    }

    @Test
    void anUnknownFlagEndsWithStatusTwoAndTheUsage() {
        Answer answer = run("--lissen", "0.0.0.0:1");
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err()).contains("--lissen").contains("Usage: wzp-relay relay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--listen nonsense",
                "--max-sessions 0",
                "--max-sessions many",
                "--auth-url ftp://x",
                "--log-level loud",
                "--transport tcp"
            })
    void aWrongValueOfAFlagEndsWithStatusTwoAndNamesIt(String flag) {
        String[] words = flag.split(" ");
        Answer answer = run("--home", home.toString(), words[0], words[1]);
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err()).contains(words[0]).contains("Usage: ").doesNotContain("\tat ");
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--remote 10.0.0.1:4433",
                "--metrics-port 9090",
                "--probe 10.0.0.1:4433",
                "--probe-mesh",
                "--trunking",
                "--ws-port 8080",
                "--static-dir web",
                "--debug-tap *",
                "--event-log events.jsonl",
                "--mesh-status"
            })
    void aFlagOfAFeatureToComeIsRefusedByName(String flag) {
        assertThat(run(("--home " + home + " " + flag).split(" ")))
                .isEqualTo(new Answer(
                        2,
                        "",
                        flag.split(" ")[0] + " belongs to a feature that this version doesn't offer yet. Leave it out"
                                + " to start the relay." + System.lineSeparator()));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aFaultInTheFileEndsWithStatusOneAndOneSentence() throws Exception {
        Path file = Files.writeString(home.resolve("relay.toml"), "max_sessions = \"many\"\n");
        assertThat(run("--home", home.toString()))
                .isEqualTo(new Answer(
                        1,
                        "",
                        file + ", line 1, column 1: max_sessions must be a whole number from 1 to 1000000."
                                + System.lineSeparator()));
    }

    @Test
    void aHomeThatCannotBeWrittenEndsWithStatusOneAndSaysWhatToDo() throws Exception {
        Path obstacle = Files.writeString(home.resolve("obstacle"), "a file");
        Answer answer = run("--home", obstacle.resolve("home").toString(), "--listen", "127.0.0.1:0");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.err())
                .contains(obstacle.toString())
                .contains("--home")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client nowhere", "client 127.0.0.1:1 --seed abc", "client 127.0.0.1:1 --secs soon"})
    void aWrongWordForTheClientEndsWithStatusTwoAndNoStackTrace(String words) {
        Answer answer = run(words.split(" "));
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err()).isNotBlank().doesNotContain("\tat ", "fault of its own");
    }

    @Test
    void anUntouchedAuditLogVerifies() throws Exception {
        Path log = auditLog();
        Files.writeString(home.resolve("relay-identity"), "42".repeat(32));
        assertThat(run("audit", "verify", log.toString()))
                .isEqualTo(new Answer(
                        0,
                        log + ": every line fits the one before, and the last is the one that the relay has signed (2"
                                + " lines)." + System.lineSeparator(),
                        ""));
    }

    @Test
    void aTouchedAuditLogIsNamedWithItsLine() throws Exception {
        Path log = auditLog();
        Files.writeString(log, Files.readString(log).replaceFirst("Anna", "Otto"));
        Answer answer = run("audit", "verify", log.toString());
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.out()).startsWith(log + ", line 2: ");
    }

    @Test
    void aMissingAuditLogIsNamedInWords() {
        Path log = home.resolve("none.jsonl");
        assertThat(run("audit", "verify", log.toString()))
                .isEqualTo(new Answer(
                        1,
                        "",
                        log + " can't be read (there is no such file or folder). Name the audit.jsonl in the relay's"
                                + " home." + System.lineSeparator()));
        assertThat(run("audit").status()).isEqualTo(2);
    }

    private Path auditLog() throws Exception {
        Path file = home.resolve("audit.jsonl");
        AuditLog log = AuditLog.open(
                file,
                () -> Instant.parse("2026-11-23T12:00:00Z"),
                LockLedger.system().lock("audit"),
                Identity.of(Seed.ofHex("42".repeat(32))));
        log.append(new AuditLog.Entry("console", "Kick", Map.of("who", "Anna"), "", "in", "out", "Kicked Anna"));
        log.append(new AuditLog.Entry("console", "Kick", Map.of("who", "Ben"), "", "in", "out", "Kicked Ben"));
        return file;
    }

    /** Nobody would be left who sees that the relay failed. */
    @Test
    void anErrorThatNobodyCatchesEndsTheProcessWithTheStatusOfAFailedRelay() {
        int status = Main.statusOf(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(status).isEqualTo(RelayCommand.FAILED);
        assertThat(Main.statusOf(() -> CommandLine.ExitCode.USAGE)).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
