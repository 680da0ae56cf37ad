package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.DistrustRelay;
import org.wzp.relay.api.FederationCommand.ShareRoom;
import org.wzp.relay.api.FederationCommand.StopDialling;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationCommand.UnshareRoom;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.StateFile;

/** Kills a relay in the midst of random commands that edit peers, trust and rooms, and looks at what it left behind. */
class PeersSurviveKillTest {
    private static final int COMMANDS = 60;
    private static final int ROUNDS = 2;
    private static final int KILL_SPREAD_NANOS = 10_000_000;
    private static final String DONE = "done ";

    @TempDir
    Path folder;

    private ExpectedLog log;

    @BeforeEach
    void expectLinesOfRelaysThatNobodyReaches() {
        log = ExpectedLog.of(Federation.class);
    }

    @AfterEach
    void expectNoMore() {
        log.close();
    }

    /** The same commands for the same seed, in this process and in the one that is killed. */
    private static final class Script {
        private static final List<String> LABELS = List.of("Berlin", "say \"no\"", "Grüße 🎙 \\ ]", "#");
        private static final int RELAYS = 5;
        private final Random random;

        Script(long seed) {
            this.random = new Random(seed);
        }

        OperatorCommand next() {
            String relay = String.format("%02x", 0x10 + random.nextInt(RELAYS)).repeat(32);
            String label = LABELS.get(random.nextInt(LABELS.size()));
            String room = "room-" + random.nextInt(RELAYS);
            // a port that nobody can have: the commands count, not the links
            String url = "127.0.0.1:" + (1 + random.nextInt(RELAYS));
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> new DialRelay(url, relay, label);
                case 3 -> new TrustRelay(relay, label, Optional.empty());
                case 4 -> new StopDialling(relay);
                case 5 -> new DistrustRelay(relay);
                case 6 -> new UnshareRoom(room);
                default -> new ShareRoom(room);
            };
        }
    }

    /** The process that is killed: gives the next command when it is told to, and says its number once that is done. */
    static final class Commander {
        public static void main(String[] arguments) throws Exception {
            Script script = new Script(Long.parseLong(arguments[1]));
            try (RelayFixture relay = RelayFixture.started(Path.of(arguments[0]))) {
                for (int i = 1; i <= COMMANDS && System.in.read() >= 0; i++) {
                    var _ = relay.execute(script.next());
                    System.out.println(DONE + i);
                }
            }
        }
    }

    static List<Long> seeds() {
        return new Random().longs(ROUNDS).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingThatWasAcknowledgedIsLostAndTheFileIsWhole(long seed) throws Exception {
        List<FederationConfig> states = states(seed, home("replayed"));
        Path killed = home("killed");
        Random random = new Random(seed ^ 1);
        int killAfter = random.nextInt(1, COMMANDS);
        long killDelayNanos = random.nextInt(KILL_SPREAD_NANOS);
        Process process = DaemonProcess.java(Commander.class.getName(), killed.toString(), String.valueOf(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = 0;
        try (BufferedReader said = process.inputReader();
                OutputStream told = process.getOutputStream()) {
            while (last < killAfter) {
                tell(told);
                last = number(said);
                assertThat(found(killed))
                        .as("seed %d, after command %d", seed, last)
                        .isEqualTo(states.get(last));
            }
            tell(told);
            long toldAt = System.nanoTime();
            while (System.nanoTime() - toldAt < killDelayNanos) {
                Thread.onSpinWait();
            }
            // by its handle: the process object would throw away what it has said
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            for (int number = number(said); number > 0; number = number(said)) {
                last = number;
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(List.of(states.get(last), states.get(Math.min(last + 1, COMMANDS))))
                .as("seed %d, killed after command %d", seed, last)
                .contains(found(killed));
        assertARelayStartsWithIt(killed);
    }

    private static void assertARelayStartsWithIt(Path home) throws Exception {
        FederationConfig config = found(home);
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient.await(
                    () -> assertThat(relay.relay().snapshot().federation().peers())
                            .filteredOn(peer -> peer.trust().dialled())
                            .extracting(PeerStatus::fingerprint)
                            .containsExactlyInAnyOrderElementsOf(config.peers().stream()
                                    .map(FederationConfig.Peer::fingerprint)
                                    .toList()));
        }
    }

    private Path home(String name) {
        Path home = folder.resolve(name);
        assertThat(home.toFile().mkdir()).isTrue();
        return home;
    }

    private static void tell(OutputStream told) throws IOException {
        told.write('\n');
        told.flush();
    }

    /** The next one that it says, among lines of its log; 0 at its end. */
    private static int number(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(DONE)) {
                return Integer.parseInt(line.substring(DONE.length()));
            }
        }
        return 0;
    }

    /** What is stored before the first command and after each of them. */
    private static List<FederationConfig> states(long seed, Path home) throws Exception {
        Script script = new Script(seed);
        List<FederationConfig> states = new ArrayList<>();
        try (RelayFixture relay = RelayFixture.started(home)) {
            states.add(found(home));
            for (int i = 0; i < COMMANDS; i++) {
                var _ = relay.execute(script.next());
                states.add(found(home));
            }
        }
        assertThat(states.stream().distinct().count())
                .as("commands that change something")
                .isGreaterThan(COMMANDS / 3);
        return states;
    }

    private static FederationConfig found(Path home) throws RelayStartException {
        return FederationStore.open(
                        new StateFile(
                                new AtomicFile(home.resolve("console.toml")),
                                LockLedger.system().lock("state")),
                        LockLedger.system().lock("federation"),
                        FederationConfig.NONE,
                        RelayTime.system())
                .config();
    }
}
