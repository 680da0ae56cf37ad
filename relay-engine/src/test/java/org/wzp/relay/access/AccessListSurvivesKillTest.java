package org.wzp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.storage.StateFile;

/** Kills a process in the midst of random changes of access rules and looks at what it left behind. */
class AccessListSurvivesKillTest {
    private static final int WRITES = 200;
    private static final int ROUNDS = 3;
    private static final int KILL_SPREAD_NANOS = 3_000_000;

    @TempDir
    Path home;

    /** The same changes for the same seed, in this process and in the one that is killed. */
    private static final class Script {
        private static final Instant BEGIN = Instant.parse("2026-04-01T12:00:00Z");
        private static final List<String> ROOMS = List.of("board", "podcast", "general", "two.labels");
        private static final List<String> REASONS = List.of("", "loud", "said \"no\" twice\nand left", "Grüße 🎙 \\ ]");
        private static final int PEOPLE = 12;

        private final Random random;
        private final AccessList access;
        private Instant now = BEGIN;

        Script(long seed, Path home) throws AccessException {
            this.random = new Random(seed);
            this.access = AccessList.open(
                    new StateFile(
                            new AtomicFile(home.resolve("console.toml")),
                            LockLedger.system().lock("state")),
                    (InstantSource) () -> now,
                    System::nanoTime,
                    LockLedger.system().lock("access"));
        }

        void next() throws NotWrittenException {
            now = now.plusSeconds(random.nextInt(20));
            String room = ROOMS.get(random.nextInt(ROOMS.size()));
            String person = "person-" + random.nextInt(PEOPLE);
            Object _ =
                    switch (random.nextInt(8)) {
                        case 0, 1 -> access.allow(room, person);
                        case 2 -> access.disallow(room, person);
                        case 3 -> access.setPolicy(room, RoomPolicy.values()[random.nextInt(3)]);
                        case 4, 5 -> ban(new BanTarget.Identity(person), room);
                        case 6 -> ban(BanTarget.Prefix.of("10.1." + random.nextInt(256) + ".0/24"), room);
                        default ->
                            access.liftBans(
                                    List.of(1 + random.nextLong(access.rules().nextBan())));
                    };
        }

        private List<Ban> ban(BanTarget target, String room) throws NotWrittenException {
            Optional<Instant> until =
                    random.nextBoolean() ? Optional.of(now.plusSeconds(random.nextInt(1, 300))) : Optional.empty();
            return access.ban(
                    List.of(target),
                    random.nextBoolean() ? Optional.of(room) : Optional.empty(),
                    REASONS.get(random.nextInt(REASONS.size())),
                    "operator",
                    until);
        }

        Rules rules() {
            return access.rules();
        }
    }

    /** The process that is killed: writes when it is told to, and says a number once that change is on disk. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            Script script = new Script(Long.parseLong(arguments[1]), Path.of(arguments[0]));
            for (int i = 1; i <= WRITES && System.in.read() >= 0; i++) {
                script.next();
                System.out.println(i);
            }
        }
    }

    static List<Long> seeds() {
        Random random = new Random();
        return random.longs(ROUNDS).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void killingTheProcessAmongTwoHundredRandomWritesLosesNothingButTheLast(long seed) throws Exception {
        List<Rules> states = states(seed, home.resolve("replayed"));
        Path folder = home.resolve("killed");
        assertThat(folder.toFile().mkdir()).isTrue();
        Random random = new Random(seed ^ 1);
        int killAfter = random.nextInt(1, WRITES);
        long killDelayNanos = random.nextInt(KILL_SPREAD_NANOS);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString(),
                        String.valueOf(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = 0;
        try (BufferedReader said = process.inputReader();
                OutputStream told = process.getOutputStream()) {
            while (last < killAfter) {
                tellToWrite(told);
                last = Integer.parseInt(said.readLine());
                assertThat(found(folder))
                        .as("seed %d, after write %d", seed, last)
                        .isEqualTo(states.get(last));
            }
            tellToWrite(told);
            long toldAt = System.nanoTime();
            while (System.nanoTime() - toldAt < killDelayNanos) {
                Thread.onSpinWait();
            }
            // by its handle: the process object would throw away what it has said
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = line.matches("[0-9]+") ? Integer.parseInt(line) : last;
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        Rules found = found(folder);

        assertThat(List.of(states.get(last), states.get(Math.min(last + 1, WRITES))))
                .as("seed %d, killed after acknowledgement %d", seed, last)
                .contains(found);
    }

    private static void tellToWrite(OutputStream told) throws IOException {
        told.write('\n');
        told.flush();
    }

    /** The rules before the first change and after each of them. */
    private static List<Rules> states(long seed, Path folder) throws AccessException, NotWrittenException {
        assertThat(folder.toFile().mkdir()).isTrue();
        Script script = new Script(seed, folder);
        List<Rules> states = new ArrayList<>();
        states.add(script.rules());
        for (int i = 0; i < WRITES; i++) {
            script.next();
            states.add(script.rules());
        }
        assertThat(states.stream().distinct().count())
                .as("changes that change something")
                .isGreaterThan(WRITES / 2);
        return states;
    }

    private static Rules found(Path folder) throws AccessException {
        return AccessList.open(
                        new StateFile(
                                new AtomicFile(folder.resolve("console.toml")),
                                LockLedger.system().lock("state")),
                        InstantSource.system(),
                        System::nanoTime,
                        LockLedger.system().lock("access"))
                .rules();
    }
}
