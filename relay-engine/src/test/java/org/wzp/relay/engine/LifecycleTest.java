package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.EndpointStatus;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.api.ModerationCommand.CloseRoom;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.TextPlace;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.storage.HomeFailures;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.StartWords;
import org.wzp.relay.transport.CloseReason;

/** Start, stop, and everything that can keep a relay from starting: each with a sentence that says what to do. */
class LifecycleTest {
    @TempDir
    private Path home;

    /** Nobody reads snapshots meanwhile, so that the engine thread makes few: the last one is not left out. */
    @Test
    void aRelayThatHasStoppedSaysSoAlsoWhereNobodyReadsItsSnapshots() throws Exception {
        EmbeddedRelay relay = new EmbeddedRelay(RelayFixture.config(home));
        for (int run = 0; run < 4; run++) {
            relay.start();
            assertThat(relay.state()).isEqualTo(RelayState.RUNNING);
            relay.stop();
            assertThat(relay.state()).as("run " + run).isEqualTo(RelayState.STOPPED);
        }
    }

    @Test
    void stopTellsEverybodyEmptiesTheRoomsAndFreesThePort() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            InetSocketAddress address = relay.address();
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient half = new TestClient().connect(relay, "podcast");

            relay.relay().stop();

            anna.assertClosedWith(CloseReason.SHUTTING_DOWN);
            half.assertClosedWith(CloseReason.SHUTTING_DOWN);
            RelaySnapshot after = relay.relay().snapshot();
            assertThat(after.state()).isEqualTo(RelayState.STOPPED);
            assertThat(after.rooms()).isEmpty();
            assertThat(after.endpoint()).isEqualTo(EndpointStatus.NONE);
            assertThat(relay.relay().sessionsTaken()).isZero();
            try (DatagramSocket free = new DatagramSocket(address)) {
                assertThat(free.isBound()).isTrue();
            }
            assertThat(relay.events())
                    .filteredOn(RelayEvent.StateChanged.class::isInstance)
                    .extracting(event -> ((RelayEvent.StateChanged) event).state())
                    .containsExactly(RelayState.STARTING, RelayState.RUNNING, RelayState.STOPPING, RelayState.STOPPED);
            assertThat(relay.events())
                    .filteredOn(RelayEvent.Left.class::isInstance)
                    .extracting(event -> ((RelayEvent.Left) event).why())
                    .containsExactly("the relay stopped");
        }
    }

    @Test
    void locksThatWereTakenOnTheMediaPathBeforeARelayBeganAreNotItsOwn() throws Exception {
        long before = HotPathGuard.violations();
        NamedLock lock = LockLedger.system().lock("rare path");
        Thread earlier = new HotPathGuard.MediaThread(
                () -> {
                    HotPathGuard.enter();
                    lock.run(() -> {});
                },
                "a loop of an earlier relay");
        earlier.start();
        earlier.join();
        assertThat(HotPathGuard.violations()).isEqualTo(before + 1);

        try (RelayFixture relay = RelayFixture.started(home)) {
            assertThat(relay.relay().snapshot().contention().hotPathViolations())
                    .isZero();
            assertThat(relay.relay().snapshot().attention()).isEmpty();
        }
    }

    @Test
    void startAfterStopServesAgainAndEpochsGoOn() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            new TestClient().join(relay, "podcast", "Anna");
            relay.relay().stop();
            long epoch = relay.relay().snapshot().epoch();

            relay.relay().start();

            assertThat(relay.relay().snapshot().epoch()).isGreaterThan(epoch);
            assertThat(relay.relay().snapshot().traffic().datagramsIn()).isZero();
            new TestClient().join(relay, "podcast", "Ben");
        }
    }

    @Test
    void startingOrStoppingTwiceIsHarmless() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            InetSocketAddress address = relay.address();
            relay.relay().start();
            assertThat(relay.address()).isEqualTo(address);
            relay.relay().stop();
            relay.relay().stop();
        }
    }

    @Test
    void commandsToAStoppedRelaySaySo() {
        EmbeddedRelay relay = new EmbeddedRelay(RelayFixture.config(home));

        assertThat(relay.execute("test", new CloseRoom("podcast", "")))
                .isEqualTo(new Outcome.Refused(new Objection.NotRunning()));
        assertThat(relay.snapshot().state()).isEqualTo(RelayState.STOPPED);
    }

    @Test
    void takenPortIsNamedAndNothingStaysBehindSoThatTheNextStartWorks() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", taken.getLocalPort());
            EmbeddedRelay relay = new EmbeddedRelay(RelayFixture.listeningOn(RelayFixture.config(home), address));

            Throwable failure = catchThrowable(relay::start);

            assertThat(failure)
                    .isInstanceOf(RelayStartException.class)
                    .hasMessage("UDP 127.0.0.1 port " + taken.getLocalPort()
                            + " is taken by another program, perhaps another relay. Stop that one, or set another"
                            + " port (listen_addr).");
            RelaySnapshot snapshot = relay.snapshot();
            assertThat(snapshot.state()).isEqualTo(RelayState.FAILED);
            assertThat(snapshot.failure()).contains(((RelayStartException) failure).failure());
            assertThat(snapshot.failure().orElseThrow().subject()).isEqualTo(new Subject.Setting("listen_addr"));
            assertThat(snapshot.attention()).extracting(NoticeWords::english).contains(failure.getMessage());
            taken.close();
            try (relay) {
                relay.start();
                assertThat(relay.snapshot().state()).isEqualTo(RelayState.RUNNING);
                assertThat(relay.snapshot().failure()).isEmpty();
            }
        }
    }

    @Test
    void corruptIdentityFileIsNeverReplaced() throws IOException {
        Path file = home.resolve("relay-identity");
        Files.writeString(file, "not a seed");

        assertStartFails(RelayFixture.config(home), "does not hold 64 hex digits");

        assertThat(file).hasContent("not a seed");
    }

    @Test
    void corruptAccessRulesAreNeverReplaced() throws IOException {
        Path file = home.resolve("console.toml");
        Files.writeString(file, "[[bans]\nid = ");

        assertStartFails(RelayFixture.config(home), file.toString());

        assertThat(file).hasContent("[[bans]\nid = ");
    }

    @Test
    void secondRelayOnTheSameHomeIsRefused() {
        try (RelayFixture first = RelayFixture.started(home)) {
            assertStartFails(RelayFixture.config(home), "Another relay is running with its files in " + home + ".");
            new TestClient().join(first, "podcast", "Anna");
        }
    }

    @Test
    void homeThatIsAFileIsSaidToBeOne() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");

        assertStartFails(RelayFixture.config(file), "is a file, but a directory is needed there");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void homeThatCanNotBeWrittenIsSaidToBeSo() throws IOException {
        // Nobody, root included, can make a directory there.
        Throwable failure = catchThrowable(
                () -> new EmbeddedRelay(RelayFixture.config(Path.of("/sys/kernel/wzp-relay-home"))).start());

        assertThat(failure).isInstanceOf(RelayStartException.class).hasMessageContaining("--home");
        Path locked = Files.createDirectory(
                home.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        if (!Files.isWritable(locked)) {
            assertStartFails(RelayFixture.config(locked), "No permission for " + locked);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDiskIsCalledOne() {
        IOException full = (IOException) catchThrowable(() -> {
            try (OutputStream out = Files.newOutputStream(Path.of("/dev/full"))) {
                out.write(1);
            }
        });

        assertThat(StartWords.english(HomeFailures.cause(home, full)))
                .isEqualTo("The disk with " + home + " is full. Free some space, then start again. Nothing was lost.");
    }

    @Test
    void addressOfAnotherMachineIsSaidToBeOne() {
        assertStartFails(
                RelayFixture.listeningOn(RelayFixture.config(home), new InetSocketAddress("192.0.2.1", 4433)),
                "This machine has no address 192.0.2.1 port 4433");
    }

    @Test
    void impossibleConfigurationIsRefusedBeforeAnythingIsWritten() {
        assertStartFails(
                RelayFixture.withMaxSessions(RelayFixture.config(home), 0),
                "ax_sessions is 0, but must be from 1 to 1000000");
        assertStartFails(
                RelayFixture.withAuth(RelayFixture.config(home), URI.create("ftp://example.org")),
                "auth_url is ftp://example.org");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void configurationWarningsAreInTheAttentionList() {
        RelayConfig plain = RelayFixture.config(home);
        RelayConfig warned = new RelayConfig(
                plain.listen(),
                plain.home(),
                plain.identityFile(),
                plain.maxSessions(),
                Optional.empty(),
                plain.limits(),
                plain.transport(),
                plain.logLevel(),
                List.of(new ConfigMistake(
                        "relay.toml",
                        Optional.of(new TextPlace(3, 1)),
                        new ConfigMistake.Key("lisen", new Misfit.NoSetting(Optional.of("listen_addr"))))));

        try (RelayFixture relay = RelayFixture.started(warned)) {
            assertThat(relay.relay().snapshot().attention())
                    .extracting(NoticeWords::english)
                    .containsExactly("relay.toml, line 3, column 1: lisen is no key of this relay and has no effect."
                            + " Did you mean listen_addr?");
        }
    }

    @Test
    void relayOnAllInterfacesNamesAddressesThatOthersCanReach() {
        RelayConfig everywhere = RelayFixture.listeningOn(
                        RelayFixture.config(home), new InetSocketAddress("0.0.0.0", 0))
                .with(FederationConfig.NONE.nearby(false));
        EmbeddedRelay relay = new EmbeddedRelay(everywhere);
        try (relay) {
            relay.start();
            EndpointStatus endpoint = relay.snapshot().endpoint();
            int port = endpoint.listening().orElseThrow().getPort();
            assertThat(port).isPositive();
            assertThat(endpoint.reachable()).isNotEmpty().allSatisfy(address -> {
                assertThat(address.getPort()).isEqualTo(port);
                assertThat(address.getAddress().isAnyLocalAddress()).isFalse();
            });
        } catch (RelayStartException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertStartFails(RelayConfig config, String sentence) {
        EmbeddedRelay relay = new EmbeddedRelay(config);
        assertThatExceptionOfType(RelayStartException.class)
                .isThrownBy(relay::start)
                .withMessageContaining(sentence);
        assertThat(relay.snapshot().state()).isEqualTo(RelayState.FAILED);
        assertThat(relay.snapshot().failure()).isPresent();
    }
}
