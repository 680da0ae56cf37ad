package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage;

/** What ends the rest of the federation's thread; the test is that thread, and its clock. */
class FederationRestTest {
    private static final String PEER = "11".repeat(32);
    private static final long QUIET = Duration.ofMillis(250).toNanos();
    private static final int MOST_LOOKS = 100;

    @TempDir
    Path home;

    private final AtomicInteger wakes = new AtomicInteger();
    private final QuietConnection connection = new QuietConnection();
    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});
    private final RelayTime time = new RelayTime(() -> Instant.EPOCH, this::now);
    private long now = Duration.ofHours(1).toNanos();
    private Federation federation;

    private long now() {
        return now;
    }

    @BeforeEach
    void aRelayWithALinkRests() throws Exception {
        LockLedger ledger = LockLedger.system();
        FederationConfig config = FederationConfig.NONE
                .globalRooms(none -> List.of("hall"))
                .trusted(none -> List.of(new FederationConfig.Trusted(PEER, "Peer", Optional.empty())));
        federation = new Federation(new Federation.Setup(
                time,
                RelayCertificate.of(FakePeer.seed(1)),
                directory,
                new MediaForwarder(this::now),
                FederationStore.open(
                        new StateFile(new AtomicFile(home.resolve(StateFile.NAME)), ledger.lock("file")),
                        ledger.lock("settings"),
                        believing(config),
                        time),
                (to, name, handler) -> CompletableFuture.failedFuture(new IllegalStateException("nobody is dialled")),
                Runnable::run,
                new SecureRandom(),
                ledger.queue("federation tasks", Federation.Setup.mostTasks()),
                event -> {}));
        federation.wakes(wakes::incrementAndGet);
        federation.accept(connection).onSignal(connection, new SignalMessage.FederationHello(PEER));
        rest();
        assertThat(federation.status().peers())
                .singleElement()
                .matches(peer -> peer.direction().isPresent(), "is linked");
        wakes.set(0);
    }

    private static FederationConfig believing(FederationConfig config) {
        return new FederationConfig(
                config.peers(),
                config.trusted(),
                config.globalRooms(),
                true,
                config.packetsPerSecond(),
                config.hopLimit(),
                config.nearby());
    }

    /** Looks until there is nothing to do but to keep the link awake. */
    private void rest() {
        for (int look = 0; look < MOST_LOOKS; look++) {
            federation.run();
            long period = federation.periodNanos();
            now += period;
            if (period == QUIET) {
                return;
            }
        }
        throw new AssertionError("It does not come to rest.");
    }

    @Test
    void whoComesToAGlobalRoomOrLeavesItEndsTheRestAndWhoComesToAnotherDoesNot() {
        var _ = join("kitchen");
        assertThat(wakes).hasValue(0);
        Participant anna = join("hall");
        assertThat(wakes).hasValue(1);
        int told = connection.signals;
        federation.run();
        assertThat(connection.signals).as("the link hears of her at once").isEqualTo(told + 1);
        rest();
        assertThat(directory.remove(anna, LeaveReason.LEFT)).isTrue();
        assertThat(wakes).hasValue(2);
    }

    @Test
    void whatALinkTellsEndsTheRest() {
        handler()
                .onSignal(
                        connection,
                        new SignalMessage.GlobalRoomActive("hall", List.of(new RosterEntry("una", "Una", null))));
        assertThat(wakes).hasValue(1);
    }

    @Test
    void theEndOfALinkEndsTheRest() {
        handler().onClosed(connection, new ConnectionHandler.CloseInfo(true, false, true, 0, "gone"));
        assertThat(wakes).hasValue(1);
        federation.run();
        assertThat(federation.status().peers()).singleElement().matches(peer -> peer.direction()
                .isEmpty());
        assertThat(federation.periodNanos()).as("there may be more news").isLessThan(QUIET);
        assertThat(federation.periodNanos()).as("it is alone").isGreaterThan(QUIET);
    }

    /** A hundred of them may wait: the thread takes a part of them with each look. */
    @Test
    void whileSomethingIsLeftOfWhatALinkToldTheNextLookIsSoon() {
        for (int i = 0; i < 100; i++) {
            handler().onSignal(connection, new SignalMessage.GlobalRoomInactive("hall"));
        }
        assertThat(wakes).hasValue(1);
        federation.run();
        assertThat(federation.periodNanos()).isLessThan(QUIET);
        federation.run();
        assertThat(federation.periodNanos()).isEqualTo(QUIET);
    }

    private ConnectionHandler handler() {
        return connection.handler;
    }

    private Participant join(String room) {
        Participant participant = new People().stranger(new CountingEgress());
        assertThat(directory.join(room, participant, People.OPEN)).isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        return participant;
    }
}
