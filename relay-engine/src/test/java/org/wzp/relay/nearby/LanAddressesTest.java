package org.wzp.relay.nearby;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanAddressesTest {
    private static List<InetAddress> addresses(String... texts) {
        return Stream.of(texts).map(Sent::address).toList();
    }

    @Test
    void aRelayThatListensEverywhereIsAnnouncedOnEachPrivateNetworkOnce() {
        List<List<InetAddress>> interfaces = List.of(
                addresses("fe80::1", "203.0.113.5", "192.168.1.20", "192.168.1.21"),
                addresses("10.0.0.3"),
                addresses("198.51.100.1", "fd12::1"),
                addresses("169.254.3.4"));
        assertThat(LanAddresses.of(Sent.address("0.0.0.0"), interfaces))
                .isEqualTo(addresses("192.168.1.20", "10.0.0.3", "169.254.3.4"));
        assertThat(LanAddresses.of(Sent.address("::"), interfaces))
                .isEqualTo(addresses("192.168.1.20", "10.0.0.3", "fd12::1", "169.254.3.4"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.20, true",
        "172.31.0.1, true",
        "fd12::1, true",
        "127.0.0.1, false",
        "203.0.113.5, false",
        "100.64.0.1, false",
        "2001:db8::1, false",
        "fe80::1, false"
    })
    void aRelayThatListensOnOneAddressIsAnnouncedThereIfItIsPrivate(String listening, boolean announced) {
        assertThat(LanAddresses.of(Sent.address(listening), List.of(addresses("192.168.9.9"))))
                .isEqualTo(announced ? addresses(listening) : List.of());
    }

    @Test
    void aRelayThatListensOnLoopbackNeverSuits() {
        JmdnsLan lan = new JmdnsLan();
        assertThat(lan.suits(new InetSocketAddress("127.0.0.1", 4433))).isFalse();
        assertThat(lan.suits(new InetSocketAddress("::1", 4433))).isFalse();
        assertThat(lan.suits(new InetSocketAddress("0.0.0.0", 4433))).isTrue();
    }
}
