package org.wzp.relay.transport.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandshakeLimitsTest {
    private final HandshakeLimits limits = new HandshakeLimits(64, 16);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private long enter(String address, int times) {
        return IntStream.range(0, times)
                .filter(i -> limits.tryEnter(address(address)))
                .count();
    }

    /** As many as packets with that sender could take without anybody answering to them. */
    private long enterUnproven(String address, int times) {
        return IntStream.range(0, times)
                .filter(i -> !limits.wantsValidation(address(address)) && limits.tryEnter(address(address)))
                .count();
    }

    @Test
    void oneAddressLeavesPlacesToItsNeighbours() {
        assertThat(enter("192.168.1.66", 100)).isEqualTo(12);
        assertThat(enter("192.168.1.20", 100)).isEqualTo(4);
        assertThat(enter("192.168.2.20", 1)).isEqualTo(1);
    }

    @Test
    void forgedSendersLeaveHalfOfEverybodysPlacesToThoseWhoProveTheirs() {
        assertThat(enterUnproven("192.168.1.20", 100)).isEqualTo(6);
        assertThat(enterUnproven("192.168.1.21", 100)).isEqualTo(2);
        assertThat(enter("192.168.1.20", 100)).as("who proves its address").isEqualTo(6);
        for (int prefix = 0; prefix < 50; prefix++) {
            long ignored = enterUnproven("10.0." + prefix + ".1", 100);
        }
        assertThat(limits.inFlight()).isEqualTo(64 / 2);
        assertThat(enter("172.16.0.1", 1)).isEqualTo(1);
    }

    @Test
    void placesGivenBackAreThereAgain() {
        assertThat(enter("192.168.1.66", 100)).isEqualTo(12);
        for (int i = 0; i < 12; i++) {
            limits.leave(address("192.168.1.66"));
        }
        assertThat(limits.inFlight()).isZero();
        assertThat(enter("192.168.1.66", 100)).isEqualTo(12);
    }

    @Test
    void ipv6NeighboursOfAPrefixShareItsPlaces() {
        assertThat(enter("2001:db8:0:1::1", 100)).isEqualTo(12);
        assertThat(enter("2001:db8:0:2::1", 100)).isEqualTo(4);
        assertThat(enter("2001:db8:0:100::1", 1)).isEqualTo(1);
    }

    @Test
    void manyFailuresMakeEverybodyProveTheirAddressUntilTwoSecondsAreOver() {
        assertThat(limits.wantsValidation(address("192.168.1.20"))).isFalse();
        for (int i = 0; i < 64; i++) {
            limits.failed();
        }
        assertThat(limits.wantsValidation(address("192.168.1.20"))).isTrue();
        limits.second();
        assertThat(limits.wantsValidation(address("192.168.1.20"))).isTrue();
        limits.second();
        assertThat(limits.wantsValidation(address("192.168.1.20"))).isFalse();
    }
}
