package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.AuditProblem;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FileTrouble;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.telemetry.AuditCheck;
import org.wzp.relay.telemetry.AuditLog;
import org.wzp.relay.text.AuditProblemWords;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.Speech;

/** Row A6: an audit log that was cut, made anew or emptied was said to fit. */
class A6AuditAnchorTest {
    private static final Identity RELAY = Identity.of(Seed.ofHex("42".repeat(32)));
    private static final Optional<Fingerprint> OURS = Optional.of(RELAY.fingerprint());
    private static final int LINES = 100;

    @TempDir
    Path home;

    private Path log() {
        return home.resolve("audit.jsonl");
    }

    private Path anchor() {
        return home.resolve("audit.jsonl.anchor");
    }

    private static AuditLog open(Path file) throws IOException {
        return AuditLog.open(
                file,
                () -> Instant.parse("2026-11-23T12:00:00Z"),
                LockLedger.system().lock("audit"),
                RELAY);
    }

    private static void append(AuditLog log, int number) throws IOException {
        log.append(new AuditLog.Entry("console", "Kick", Map.of("who", "person " + number), "", "in", "out", "done"));
    }

    private void hundredLines() throws IOException {
        AuditLog log = open(log());
        for (int i = 1; i <= LINES; i++) {
            append(log, i);
        }
        assertThat(AuditCheck.of(log(), OURS))
                .isEqualTo(new AuditCheck.Report(LINES, List.of(), 0, AuditCheck.Anchor.OURS, OURS));
    }

    private List<String> faults() throws IOException {
        return AuditCheck.of(log(), OURS).findings().stream()
                .filter(finding -> !finding.harmless())
                .map(finding -> AuditProblemWords.of(finding.what(), Speech.ENGLISH))
                .toList();
    }

    private void keep(int lines) throws IOException {
        Files.write(log(), Files.readAllLines(log()).subList(0, lines));
    }

    @Test
    void linesCutOffAtTheEndAreMissed() throws Exception {
        hundredLines();
        keep(LINES - 50);
        assertThat(faults()).containsExactly("it has 50 of 100 lines: the last 50 are missing");
        keep(0);
        assertThat(faults()).containsExactly("it has 0 of 100 lines: the last 100 are missing");
    }

    @Test
    void theVeryLastLineIsMissedAsWell() throws Exception {
        hundredLines();
        keep(LINES - 1);
        assertThat(faults()).containsExactly("it has 99 of 100 lines: the last one is missing");
    }

    /** As an attacker would who knows how the chain is made. */
    @Test
    void aLogMadeAnewWithFreshHashesIsFound() throws Exception {
        hundredLines();
        String previous = "0".repeat(64);
        List<String> forged = new ArrayList<>();
        for (String line : Files.readAllLines(log())) {
            String changed = line.replace("person 7\"", "person 8\"")
                    .replaceFirst("\"prev\":\"[0-9a-f]{64}\"", "\"prev\":\"" + previous + "\"");
            forged.add(changed);
            previous = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(changed.getBytes(StandardCharsets.UTF_8)));
        }
        Files.write(log(), forged);
        assertThat(faults()).containsExactly("line 100 is not the one that was written");
    }

    @Test
    void aForgedLineBehindATornOneIsFound() throws Exception {
        hundredLines();
        Files.writeString(
                log(),
                "{\"n\":101,\"at\n{\"n\":102,\"command\":\"LiftBan\",\"prev\":\"\"}\n",
                StandardOpenOption.APPEND);
        assertThat(faults())
                .containsExactly(
                        "the line before was changed, or one is missing",
                        "something was added behind line 100, not by this relay");
    }

    @Test
    void anAnchorThatIsGoneChangedOrSignedBySomebodyElseIsFound() throws Exception {
        hundredLines();
        byte[] whole = Files.readAllBytes(anchor());
        keep(LINES - 50);
        Files.writeString(anchor(), new String(whole, StandardCharsets.UTF_8).replace("\"lines\":100", "\"lines\":50"));
        assertThat(faults()).containsExactly("its anchor was changed");
        Files.delete(anchor());
        assertThat(faults()).singleElement().asString().startsWith("its anchor is missing");
        Path other = Files.createDirectories(home.resolve("other")).resolve("audit.jsonl");
        AuditLog log = AuditLog.open(
                other, Instant::now, LockLedger.system().lock("audit"), Identity.of(Seed.ofHex("43".repeat(32))));
        append(log, 1);
        assertThat(AuditCheck.of(other, OURS).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).isInstanceOf(AuditProblem.OtherSigner.class));
        assertThat(AuditCheck.of(other, Optional.empty()).anchor()).isEqualTo(AuditCheck.Anchor.WHOSE_IS_UNKNOWN);
    }

    @Test
    void aLogFromBeforeThereWereAnchorsIsTaken() throws Exception {
        hundredLines();
        Files.delete(anchor());
        String previous = "0".repeat(64);
        List<String> old = new ArrayList<>();
        for (String line : Files.readAllLines(log())) {
            String changed = line.replace("\"v\":2,", "")
                    .replaceFirst("\"prev\":\"[0-9a-f]{64}\"", "\"prev\":\"" + previous + "\"");
            old.add(changed);
            previous = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(changed.getBytes(StandardCharsets.UTF_8)));
        }
        Files.write(log(), old);
        assertThat(AuditCheck.of(log(), OURS))
                .isEqualTo(new AuditCheck.Report(LINES, List.of(), 0, AuditCheck.Anchor.NONE, Optional.empty()));
        AuditLog log = open(log());
        assertThat(log.warning()).isEmpty();
        append(log, LINES + 1);
        assertThat(AuditCheck.of(log(), OURS).anchor()).isEqualTo(AuditCheck.Anchor.OURS);
        assertThat(faults()).isEmpty();
    }

    /** The process that is killed while it writes. */
    public static final class Writer {
        public static void main(String[] words) throws Exception {
            AuditLog log = open(Path.of(words[0]));
            for (int i = 0; ; i++) {
                append(log, i);
                System.out.println(i);
            }
        }
    }

    @Test
    void killedWhileItWritesItStillFitsAndGoesOn() throws Exception {
        for (int round = 0; round < 5; round++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            log().toString())
                    .start();
            try (var said = process.inputReader()) {
                for (int i = 0; i < 20 + round; i++) {
                    assertThat(said.readLine()).isNotNull();
                }
                process.destroyForcibly();
            } catch (IOException e) {
                // it is gone
                assertThat(process.isAlive()).isFalse();
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(faults()).isEmpty();
        }
        AuditLog log = open(log());
        assertThat(log.warning()).isEmpty();
        append(log, 1);
        assertThat(faults()).isEmpty();
    }

    private EmbeddedRelay relay() {
        return new EmbeddedRelay(RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), home));
    }

    @Test
    void aRelayThatStartsWithALogThatWasCutSaysSoAndGoesOnBehindALine() throws Exception {
        Files.writeString(home.resolve("relay-identity"), "42".repeat(32));
        try (EmbeddedRelay relay = relay()) {
            relay.start();
            for (RoomPolicy policy : List.of(RoomPolicy.CLOSED, RoomPolicy.OPEN)) {
                assertThat(relay.execute("test", new SetRoomPolicy("board", policy)))
                        .isInstanceOf(Outcome.Done.class);
            }
        }
        assertThat(faults()).isEmpty();
        keep(1);
        try (EmbeddedRelay relay = relay();
                ExpectedLog said = ExpectedLog.everywhere()) {
            relay.start();
            assertThat(relay.snapshot().attention())
                    .extracting(NoticeWords::english)
                    .singleElement()
                    .asString()
                    .contains("is not as the relay left it: it has 1 of 4 lines: the last 3 are missing");
            assertThat(said.lines()).anyMatch(line -> line.startsWith("WARN The audit log "));
            assertThat(relay.execute("test", new SetRoomPolicy("board", RoomPolicy.CLOSED)))
                    .isInstanceOf(Outcome.Done.class);
        }
        assertThat(Files.readAllLines(log())).hasSize(4).element(1).asString().contains("AuditLogDoesNotFit");
        assertThat(faults())
                .containsExactly(
                        "here the relay found that the log before was not as it had left it: it has 1 of 4 lines:"
                                + " the last 3 are missing");
        try (EmbeddedRelay relay = relay()) {
            relay.start();
            assertThat(relay.snapshot().attention()).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
    void aRuleIsNotInForceWithoutItsLine() throws Exception {
        try (EmbeddedRelay relay = relay();
                ExpectedLog said = ExpectedLog.everywhere()) {
            relay.start();
            Files.createSymbolicLink(log(), Path.of("/dev/full"));
            assertThat(relay.execute("test", new SetRoomPolicy("board", RoomPolicy.CLOSED)))
                    .isEqualTo(
                            new Outcome.Refused(new Objection.NotWritten("the audit log", FileTrouble.DISK_FULL, "")));
            assertThat(relay.snapshot().access().rules()).isEmpty();
            assertThat(home.resolve("console.toml")).doesNotExist();
            assertThat(said.lines()).isNotEmpty();

            Files.delete(log());
            assertThat(relay.execute("test", new SetRoomPolicy("board", RoomPolicy.CLOSED)))
                    .isInstanceOf(Outcome.Done.class);
        }
        assertThat(home.resolve("console.toml")).exists();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
    void noRelayIsTrustedWithoutItsLine() throws Exception {
        String other = "11".repeat(32);
        try (EmbeddedRelay relay = relay();
                ExpectedLog said = ExpectedLog.everywhere()) {
            relay.start();
            Files.createSymbolicLink(log(), Path.of("/dev/full"));
            assertThat(relay.execute("test", new TrustRelay(other, "Rome", Optional.empty())))
                    .isEqualTo(
                            new Outcome.Refused(new Objection.NotWritten("the audit log", FileTrouble.DISK_FULL, "")));
            assertThat(home.resolve("console.toml")).doesNotExist();
            assertThat(said.lines()).isNotEmpty();

            Files.delete(log());
            assertThat(relay.execute("test", new TrustRelay(other, "Rome", Optional.empty())))
                    .isInstanceOf(Outcome.Done.class);
        }
        assertThat(home.resolve("console.toml")).content().contains(other);
        assertThat(Files.readAllLines(log())).hasSize(2);
    }
}
