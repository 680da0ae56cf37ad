package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.FileTrouble;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.telemetry.AuditCheck;
import org.wzp.relay.text.NoticeWords;

/** A relay whose home is on a disk of its own that really runs full: a small tmpfs in a mount namespace of a new process. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "mount namespaces are Linux's")
class FullHomeTest {
    private static final String OWN_NAMESPACE = "unshare --map-root-user --mount true";
    private static final String ON_A_SMALL_DISK = "mount -t tmpfs -o size=256k small \"$0\" && exec \"$@\"";
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path home;

    @Test
    void aFullDiskRefusesChangesInASentenceAndStopsNoMedia() throws Exception {
        assumeTrue(
                new ProcessBuilder(OWN_NAMESPACE.split(" ")).start().waitFor() == 0,
                "this machine gives users no mount namespaces");
        List<String> command =
                new ArrayList<>(List.of(OWN_NAMESPACE.replace(" true", "").split(" ")));
        command.addAll(List.of("sh", "-c", ON_A_SMALL_DISK, home.toString()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                OnAFullDisk.class.getName(),
                home.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("Everything held.").doesNotContain("\tat ");
    }

    /** What happens on that disk; ends with status 0 if all of it is as it should be. */
    static final class OnAFullDisk {
        private final Path home;
        private final Path filler;

        private OnAFullDisk(Path home) {
            this.home = home;
            filler = home.resolve("filler");
        }

        public static void main(String[] arguments) throws Exception {
            OnAFullDisk disk = new OnAFullDisk(Path.of(arguments[0]));
            disk.runsFullUnderARelay();
            disk.isFullBeforeARelayStarts();
            System.out.println("Everything held.");
        }

        private void runsFullUnderARelay() throws Exception {
            try (RelayFixture relay = RelayFixture.started(home)) {
                TestClient anna = new TestClient().join(relay, "podcast", "Anna");
                TestClient ben = new TestClient().join(relay, "podcast", "Ben");
                TestClient carl = new TestClient().join(relay, "podcast", "Carl");
                assertThat(relay.execute(new AllowInRoom("board", anna.fingerprint())))
                        .isInstanceOf(Outcome.Done.class);
                fill();

                assertThat(relay.execute(new AllowInRoom("board", ben.fingerprint())))
                        .isEqualTo(new Outcome.Refused(
                                new Objection.NotWritten("the audit log", FileTrouble.DISK_FULL, "")));
                assertThat(allowed(relay)).containsExactly(anna.fingerprint());
                long carlsId = relay.row("Carl").id();
                assertThat(relay.execute(new Kick(carlsId, "noise", KeepOut.nothing())))
                        .isInstanceOf(Outcome.Done.class);
                carl.awaitClose();
                // the log's last block takes some lines yet
                for (int i = 0; i < 100; i++) {
                    var _ = relay.execute(new SetRoomPolicy("board", RoomPolicy.OPEN));
                }
                TestClient.await(() -> assertThat(errors(relay))
                        .containsExactly("The audit log could not be written (the disk is full): the last command is"
                                + " not in it. Free some space."));
                anna.say("still here");
                TestClient.await(() -> assertThat(ben.heard()).contains("still here"));
                new TestClient().join(relay, "podcast", "Dora");

                Files.delete(filler);
                assertThat(relay.execute(new AllowInRoom("board", ben.fingerprint())))
                        .isInstanceOf(Outcome.Done.class);
                TestClient.await(() -> assertThat(errors(relay)).isEmpty());
            }
            assertThat(AuditCheck.of(home.resolve("audit.jsonl"), Optional.empty())
                            .findings())
                    .isEmpty();
        }

        private void isFullBeforeARelayStarts() throws Exception {
            fill();
            assertThatExceptionOfType(RelayStartException.class)
                    .isThrownBy(() -> new EmbeddedRelay(RelayFixture.config(home.resolve("new"))).start())
                    .withMessage("A new identity can't be written to " + home.resolve("new/relay-identity")
                            + " (the disk is full). Free some space, or name another file with --identity.");
            try (RelayFixture relay = RelayFixture.started(home)) {
                assertThat(allowed(relay)).hasSize(2);
                assertThat(errors(relay))
                        .containsExactly(home + " can't be written (the disk is full): the relay runs with the"
                                + " rules in force, but they can't be changed, and kicks and closed rooms may be missing"
                                + " from the audit log. Free some space.");
                TestClient anna = new TestClient().join(relay, "podcast", "Anna");
                TestClient ben = new TestClient().join(relay, "podcast", "Ben");
                anna.say("here");
                TestClient.await(() -> assertThat(ben.heard()).contains("here"));
            }
        }

        private void fill() throws IOException {
            try {
                while (true) {
                    Files.write(filler, new byte[1_024], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
        }

        private static List<String> allowed(RelayFixture relay) {
            TestClient.await(
                    () -> assertThat(relay.relay().snapshot().access().rules()).isNotEmpty());
            return List.copyOf(
                    relay.relay().snapshot().access().rules().getFirst().allowed());
        }

        private static List<String> errors(RelayFixture relay) {
            return relay.relay().snapshot().attention().stream()
                    .filter(line -> line.severity() == Attention.Severity.ERROR)
                    .map(NoticeWords::english)
                    .toList();
        }
    }
}
