package org.wzp.relay.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.wzp.relay.transport.EndpointCounters;

class NettyAddressesTest {
    private static final InetSocketAddress HOME = new InetSocketAddress("192.0.2.1", 1000);
    private static final InetSocketAddress AWAY = new InetSocketAddress("192.0.2.1", 2000);

    private final EndpointCounters counters = new EndpointCounters();
    private final NettyAddresses addresses = new NettyAddresses(counters);

    @Test
    void whoMovesIsShownWhereItWasAndAnsweredWhereItIs() {
        assertThat(addresses.arrive(1, HOME)).isEqualTo(HOME);
        assertThat(addresses.arrive(1, AWAY)).isEqualTo(HOME);
        assertThat(addresses.real(HOME)).isEqualTo(AWAY);
        assertThat(addresses.arrive(1, HOME)).isEqualTo(HOME);
        assertThat(addresses.real(HOME)).isEqualTo(HOME);
    }

    @Test
    void twoClientsMaySwapTheirAddresses() {
        assertThat(addresses.arrive(1, HOME)).isEqualTo(HOME);
        assertThat(addresses.arrive(2, AWAY)).isEqualTo(AWAY);
        assertThat(addresses.arrive(1, AWAY)).isEqualTo(HOME);
        assertThat(addresses.arrive(2, HOME)).isEqualTo(AWAY);
        assertThat(addresses.real(HOME)).isEqualTo(AWAY);
        assertThat(addresses.real(AWAY)).isEqualTo(HOME);
    }

    @Test
    void somebodyNewAtAnAddressThatWasLeftIsAnsweredThere() {
        assertThat(addresses.arrive(1, HOME)).isEqualTo(HOME);
        assertThat(addresses.arrive(1, AWAY)).isEqualTo(HOME);
        addresses.begin(HOME);
        assertThat(addresses.real(HOME)).isEqualTo(HOME);
        assertThat(addresses.arrive(1, AWAY)).isEqualTo(AWAY);
    }

    @Test
    void moreIdsThanAreRememberedTakeNoMoreMemory() {
        for (int i = 0; i < 2 * NettyAddresses.MOST; i++) {
            InetSocketAddress ignored = addresses.arrive(i, HOME);
        }
        assertThat(addresses.size()).isEqualTo(NettyAddresses.MOST);
        assertThat(counters.of(EndpointCounters.Event.ADDRESS_FORGOTTEN)).isEqualTo(NettyAddresses.MOST);
    }

    @Test
    void anotherMachineIsShownAsItIs() {
        InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.2", 1000);
        assertThat(addresses.arrive(1, HOME)).isEqualTo(HOME);
        assertThat(addresses.arrive(1, elsewhere)).isEqualTo(elsewhere);
        assertThat(addresses.real(HOME)).isEqualTo(HOME);
        assertThat(addresses.arrive(1, AWAY)).isEqualTo(HOME);
        assertThat(addresses.real(HOME)).isEqualTo(AWAY);
    }

    @Test
    void whoWritesAnothersAddressOnAPacketDoesNotDrawAwayWhatThatOneGets() {
        assertThat(addresses.arrive(1, HOME)).isEqualTo(HOME);
        assertThat(addresses.arrive(2, HOME)).isEqualTo(HOME);
        assertThat(addresses.arrive(2, AWAY)).isEqualTo(HOME);
        assertThat(addresses.arrive(1, HOME)).isEqualTo(HOME);
        assertThat(addresses.real(HOME)).isEqualTo(HOME);
        assertThat(addresses.arrive(2, AWAY)).isEqualTo(AWAY);
    }
}
