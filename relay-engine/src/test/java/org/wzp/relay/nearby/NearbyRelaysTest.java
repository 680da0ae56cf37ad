package org.wzp.relay.nearby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.NearbyStatus.Ignored;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;
import org.wzp.relay.api.NearbyStatus.State;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.wire.Bytes;

class NearbyRelaysTest {
    private static final InetSocketAddress EVERYWHERE = new InetSocketAddress("0.0.0.0", 4433);
    private static final InetAddress SECOND = Sent.address("10.0.0.3");

    private final ExpectedLog log = ExpectedLog.of(NearbyRelays.class);
    private final AtomicLong nanos = new AtomicLong();
    private final Networks networks = new Networks();
    private final NearbyRelays nearby = relays(networks);

    /** A network of which the test says what is heard. */
    private static final class SaidNetwork implements DnsSd.Network {
        private final Announcement announcement;
        private List<DnsSd.Heard> heard = List.of();
        private long keptBytes;
        private long unread;
        private int asked;
        private boolean closed;

        SaidNetwork(Announcement announcement) {
            this.announcement = announcement;
        }

        @Override
        public void ask() {
            asked++;
        }

        @Override
        public List<DnsSd.Heard> heard(int most) {
            return heard.subList(0, Math.min(most, heard.size()));
        }

        @Override
        public long keptBytes() {
            return keptBytes;
        }

        @Override
        public long unread() {
            return unread;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** The networks of a machine, as the test says. */
    private static final class Networks implements DnsSd {
        private final Map<InetAddress, SaidNetwork> opened = new LinkedHashMap<>();
        private List<InetAddress> here = List.of(Sent.OWN);
        private boolean broken;

        @Override
        public boolean suits(InetSocketAddress listening) {
            return true;
        }

        @Override
        public List<InetAddress> networks(InetSocketAddress listening) {
            return here;
        }

        @Override
        public Network open(InetAddress own, Announcement announcement) throws IOException {
            if (broken) {
                throw new IOException("Address already in use");
            }
            SaidNetwork network = new SaidNetwork(announcement);
            opened.put(own, network);
            return network;
        }

        SaidNetwork at(InetAddress own) {
            return Objects.requireNonNull(opened.get(own));
        }
    }

    @AfterEach
    void endLog() {
        log.close();
    }

    private NearbyRelays relays(DnsSd dnsSd) {
        return new NearbyRelays(new NearbyRelays.Setup(
                dnsSd,
                EVERYWHERE,
                new TlsFingerprint(Bytes.ofHex(Sent.fingerprint(0))),
                () -> "Office",
                new RelayTime(() -> Instant.EPOCH.plusNanos(nanos.get()), nanos::get)));
    }

    private NearbyStatus after(Duration passed) {
        nanos.addAndGet(passed.toNanos());
        nearby.step();
        return nearby.status();
    }

    @Test
    void itIsAnnouncedOnEachNetworkAndHearsThoseOfAll() {
        networks.here = List.of(Sent.OWN, SECOND);
        nearby.step();
        Announcement said = networks.at(SECOND).announcement;
        assertThat(said.name()).isEqualTo("Office");
        assertThat(said.port()).isEqualTo(4433);
        assertThat(said.fingerprint().normalized()).isEqualTo(Sent.fingerprint(0));
        networks.at(Sent.OWN).heard = List.of(Sent.relay(1, "Branch"));
        networks.at(SECOND).heard = List.of(Sent.relay(2, "Attic"), Sent.relay(1, "Branch"));
        NearbyStatus status = after(Duration.ZERO);
        assertThat(status.state()).isEqualTo(State.HEARING);
        assertThat(status.networks()).isEqualTo(2);
        assertThat(status.relays()).extracting(NearbyRelay::name).containsExactly("Attic", "Branch");
        assertThat(status.ignored()).isEqualTo(Ignored.NOTHING);
    }

    @Test
    void networksThatComeAreEnteredAndThoseThatGoAreLeft() {
        nearby.step();
        networks.at(Sent.OWN).heard = List.of(Sent.relay(1, "Branch"));
        assertThat(after(Duration.ZERO).relays()).hasSize(1);
        networks.here = List.of(SECOND);
        assertThat(after(NearbyRelays.LOOK_AGAIN.minusMillis(1)).relays()).hasSize(1);
        assertThat(after(Duration.ofMillis(1)).relays()).isEmpty();
        assertThat(networks.at(Sent.OWN).closed).isTrue();
        assertThat(networks.at(SECOND).closed).isFalse();
        networks.here = List.of();
        assertThat(after(NearbyRelays.LOOK_AGAIN).state()).isEqualTo(State.NO_NETWORK);
    }

    @Test
    void noMoreThanEightNetworksAreEntered() {
        networks.here = IntStream.range(1, 100)
                .mapToObj(host -> Sent.address("10.0.0." + host))
                .toList();
        assertThat(after(Duration.ZERO).networks()).isEqualTo(NearbyRelays.MOST_NETWORKS);
    }

    @Test
    void itAsksAtOnceAndEachMinuteWhoIsThere() {
        nearby.step();
        assertThat(networks.at(Sent.OWN).asked).isEqualTo(1);
        after(NearbyRelays.ASK_AGAIN.minusMillis(1));
        assertThat(networks.at(Sent.OWN).asked).isEqualTo(1);
        after(Duration.ofMillis(1));
        assertThat(networks.at(Sent.OWN).asked).isEqualTo(2);
    }

    @Test
    void packetsThatWereNotReadAreCountedAlsoOfANetworkThatWasLeft() {
        nearby.step();
        networks.at(Sent.OWN).unread = 3;
        assertThat(after(Duration.ofSeconds(1)).ignored().unread()).isEqualTo(3);
        networks.at(Sent.OWN).keptBytes = NearbyRelays.MOST_KEPT_BYTES + 1;
        assertThat(after(Duration.ofSeconds(1)).ignored().unread()).isEqualTo(3);
        after(NearbyRelays.AWAY_AFTER_FLOOD);
        networks.at(Sent.OWN).unread = 4;
        assertThat(after(Duration.ofSeconds(1)).ignored().unread()).isEqualTo(7);
    }

    @Test
    void itStaysAwayFromAFloodForAMinute() {
        nearby.step();
        SaidNetwork flooded = networks.at(Sent.OWN);
        flooded.keptBytes = NearbyRelays.MOST_KEPT_BYTES;
        assertThat(after(Duration.ofSeconds(1)).state()).isEqualTo(State.HEARING);
        flooded.keptBytes++;
        NearbyStatus status = after(Duration.ofSeconds(1));
        assertThat(status.state()).isEqualTo(State.FLOODED);
        assertThat(status.ignored().floods()).isEqualTo(1);
        assertThat(status.networks()).isZero();
        assertThat(flooded.closed).isTrue();
        after(NearbyRelays.AWAY_AFTER_FLOOD.minusMillis(1));
        assertThat(networks.at(Sent.OWN)).as("not entered again").isSameAs(flooded);
        assertThat(after(Duration.ofMillis(1)).state()).isEqualTo(State.HEARING);
        assertThat(networks.at(Sent.OWN)).isNotSameAs(flooded);
    }

    @Test
    void aNetworkOnWhichItNoLongerHearsItselfIsOpenedAnew() {
        nearby.step();
        SaidNetwork silent = networks.at(Sent.OWN);
        silent.heard = List.of(Sent.relay(0, "Office", Sent.OWN));
        after(Duration.ofSeconds(1));
        silent.heard = List.of();
        after(NearbyTable.HEARD_NO_MORE);
        assertThat(silent.closed).isFalse();
        after(Duration.ofMillis(1));
        assertThat(silent.closed).isTrue();
        after(Duration.ofSeconds(1));
        assertThat(networks.at(Sent.OWN)).isNotSameAs(silent);
        // here it has never heard itself, as where the system keeps it from that
        SaidNetwork fresh = networks.at(Sent.OWN);
        after(Duration.ofHours(1));
        assertThat(networks.at(Sent.OWN)).isSameAs(fresh);
    }

    @Test
    void whatCannotBeOpenedIsToldAndTriedAgain() {
        networks.broken = true;
        NearbyStatus status = after(Duration.ZERO);
        assertThat(status.state()).isEqualTo(State.FAILED);
        assertThat(status.detail()).isEqualTo("192.168.1.20: Address already in use");
        networks.broken = false;
        status = after(NearbyRelays.LOOK_AGAIN);
        assertThat(status.state()).isEqualTo(State.HEARING);
        assertThat(status.detail()).isEmpty();
    }

    /** Of ten thousand, a step looks at a few hundred, whatever the network has. */
    @Test
    void ofAFloodALimitedNumberIsLookedAt() {
        nearby.step();
        networks.at(Sent.OWN).heard = IntStream.range(1, 10_001)
                .mapToObj(number -> Sent.relay(number, "crowd"))
                .toList();
        NearbyStatus status = after(Duration.ZERO);
        assertThat(status.relays()).hasSize(NearbyStatus.MOST_RELAYS);
        assertThat(status.ignored().beyond()).isEqualTo(NearbyRelays.MOST_HEARD - NearbyStatus.MOST_RELAYS);
    }

    @Test
    @Timeout(600)
    void neitherStartNorStopWaitsForANetworkThatHangs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Networks hanging = new Networks();
        NearbyRelays stuck = relays(new DnsSd() {
            @Override
            public boolean suits(InetSocketAddress listening) {
                return true;
            }

            @Override
            public List<InetAddress> networks(InetSocketAddress listening) {
                return List.of(Sent.OWN);
            }

            @Override
            public Network open(InetAddress own, Announcement announcement) throws IOException {
                asked.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return hanging.open(own, announcement);
            }
        });
        stuck.start();
        asked.await();
        stuck.close();
        assertThat(hanging.opened).as("still hangs, and both have returned").isEmpty();
        goOn.countDown();
        await().untilAsserted(() -> assertThat(hanging.at(Sent.OWN).closed).isTrue());
    }

    @Test
    void aRelayThatNobodyElseReachesIsNotAnnounced() {
        NearbyRelays alone = new NearbyRelays(new NearbyRelays.Setup(
                new JmdnsLan(),
                new InetSocketAddress("127.0.0.1", 4433),
                new TlsFingerprint(Bytes.ofHex(Sent.fingerprint(0))),
                () -> {
                    throw new AssertionError("nobody is told the name");
                },
                RelayTime.system()));
        alone.start();
        alone.close();
        assertThat(alone.status()).isEqualTo(NearbyStatus.NONE);
    }

    /** It is no reason to end the run, but nobody should see the relays of then for ever. */
    @Test
    void anErrorEndsItAndIsSaid() {
        NearbyRelays ending = relays(new DnsSd() {
            @Override
            public boolean suits(InetSocketAddress listening) {
                return true;
            }

            @Override
            public List<InetAddress> networks(InetSocketAddress listening) {
                throw new StackOverflowError("on purpose");
            }

            @Override
            public Network open(InetAddress own, Announcement announcement) {
                return new SaidNetwork(announcement);
            }
        });
        try (ending) {
            ending.start();
            await().untilAsserted(() -> assertThat(ending.status().state()).isEqualTo(State.FAILED));
            assertThat(ending.status().detail()).contains("on purpose");
            assertThat(log.lines()).anyMatch(line -> line.contains("has ended"));
        }
    }
}
