package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacketLimitTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long RTT = 20_000_000L;

    private final PacketLimit limit = new PacketLimit(0);
    private long now;
    private long lost;
    private long lostBytes;

    private void after(long nanos) {
        now += nanos;
        var _ = limit.look(now, lost, lostBytes, RTT, now);
    }

    private void send(int bytes) {
        limit.sent(bytes, now);
    }

    private void lose(int packets, int bytesEach) {
        lost += packets;
        lostBytes += (long) packets * bytesEach;
    }

    private void grow() {
        send(PacketLimit.MOST_BYTES);
        after(SECOND);
        assertThat(limit.known()).isEqualTo(PacketLimit.MOST_BYTES);
    }

    @Test
    void beginsWithWhatEveryPathCarriesAndTriesMoreWithOnePacket() {
        assertThat(limit.known()).isEqualTo(PacketLimit.BASE_BYTES);
        assertThat(limit.bytes(now)).isEqualTo(PacketLimit.MOST_BYTES);
        send(PacketLimit.MOST_BYTES);
        assertThat(limit.bytes(now)).isEqualTo(PacketLimit.BASE_BYTES);
        after(SECOND);
        assertThat(limit.bytes(now)).isEqualTo(PacketLimit.MOST_BYTES);
    }

    @Test
    void probeThatIsLostLeadsToTheNextSmallerOneAndTheLastOneEndsTheSearch() {
        for (int expected : new int[] {1452, 1372, 1252}) {
            assertThat(limit.bytes(now)).isEqualTo(expected);
            send(expected);
            lose(1, expected);
            after(SECOND);
        }
        assertThat(limit.bytes(now)).isEqualTo(PacketLimit.BASE_BYTES);
        after(PacketLimit.SEARCH_NANOS);
        assertThat(limit.bytes(now)).isEqualTo(PacketLimit.MOST_BYTES);
    }

    @Test
    void largePacketsThatAreLostLeadBackToTheBaseAndTheSearchBeginsAgainAfterTheCoolDown() {
        grow();
        for (int i = 0; i < 3; i++) {
            send(PacketLimit.MOST_BYTES);
        }
        lose(3, PacketLimit.MOST_BYTES);
        after(SECOND);
        assertThat(limit.bytes(now)).isEqualTo(PacketLimit.BASE_BYTES);
        after(PacketLimit.COOL_DOWN_NANOS);
        grow();
    }

    @Test
    void fewLossesAmongManyLargePacketsChangeNothing() {
        grow();
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 100; j++) {
                send(PacketLimit.MOST_BYTES);
            }
            lose(10, PacketLimit.MOST_BYTES);
            after(SECOND);
        }
        assertThat(limit.known()).isEqualTo(PacketLimit.MOST_BYTES);
    }

    @Test
    void lossOfSmallPacketsChangesNothing() {
        grow();
        send(PacketLimit.MOST_BYTES);
        lose(20, 100);
        after(SECOND);
        assertThat(limit.known()).isEqualTo(PacketLimit.MOST_BYTES);
    }

    @Test
    void refusalByTheKernelLeadsBackToTheBaseAtOnce() {
        grow();
        assertThat(limit.refused(PacketLimit.MOST_BYTES, now)).isTrue();
        assertThat(limit.bytes(now)).isEqualTo(PacketLimit.BASE_BYTES);
    }

    @Test
    void refusedProbeLeadsToTheNextSmallerOneAtOnce() {
        send(PacketLimit.MOST_BYTES);
        assertThat(limit.refused(PacketLimit.MOST_BYTES, now)).isFalse();
        assertThat(limit.bytes(now)).isEqualTo(1372);
    }

    @Test
    void newPathBeginsWithTheBaseAndIsSearchedSoon() {
        grow();
        limit.newPath(now);
        assertThat(limit.bytes(now)).isEqualTo(PacketLimit.BASE_BYTES);
        after(PacketLimit.NEW_PATH_NANOS);
        assertThat(limit.bytes(now)).isEqualTo(PacketLimit.MOST_BYTES);
    }

    @Test
    void nothingIsConcludedWhileThePeerIsSilent() {
        send(PacketLimit.MOST_BYTES);
        now += 10 * SECOND;
        assertThat(limit.look(now, lost, lostBytes, RTT, 0)).isFalse();
        assertThat(limit.known()).isEqualTo(PacketLimit.BASE_BYTES);
    }
}
