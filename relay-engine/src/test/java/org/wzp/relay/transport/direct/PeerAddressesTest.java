package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PeerAddress;
import org.wzp.relay.transport.linux.SocketAddresses;

class PeerAddressesTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final InetSocketAddress HOME = new InetSocketAddress("192.0.2.1", 1000);
    private static final InetSocketAddress COPIER = new InetSocketAddress("198.51.100.7", 2000);

    private final Arena arena = Arena.ofConfined();
    private final long memory = NativeMemory.allocate(arena, LinuxSocket.ADDRESS_BYTES);
    private boolean ipv6;
    private long now;
    private long packet;

    @AfterEach
    void free() {
        arena.close();
    }

    private long at(InetSocketAddress address) {
        var _ = SocketAddresses.write(memory, address, ipv6);
        return memory;
    }

    private PeerAddress peer(InetSocketAddress address) {
        PeerAddress peer = new PeerAddress();
        peer.remember(at(address));
        return peer;
    }

    private PeerAddresses ofHome() {
        return new PeerAddresses(peer(HOME), now);
    }

    /** A packet that is new to quiche; what quiche takes for the address of its sender. */
    private InetSocketAddress says(PeerAddresses all, InetSocketAddress from, long number) {
        InetSocketAddress shown = repeats(all, from, number);
        if (!known) {
            var _ = all.accepted(peer(from), now);
        }
        return shown;
    }

    /** One that quiche has had already. */
    private InetSocketAddress repeats(PeerAddresses all, InetSocketAddress from, long number) {
        known = all.arrive(at(from), number, now);
        return SocketAddresses.read(memory);
    }

    private boolean known;

    /** Where a packet goes that quiche sends to an address. */
    private InetSocketAddress goesTo(PeerAddresses all, InetSocketAddress shown) {
        all.readdress(at(shown));
        return SocketAddresses.read(memory);
    }

    /** Both send a packet, the copier first; what quiche takes for the address of the first. */
    private InetSocketAddress copied(PeerAddresses all) {
        now += 20 * MILLI;
        packet++;
        InetSocketAddress shown = says(all, COPIER, packet);
        var _ = repeats(all, HOME, packet);
        return shown;
    }

    @Test
    void aMoveIsFollowedWithItsFirstPacket() {
        PeerAddresses all = ofHome();
        assertThat(says(all, COPIER, 1)).isEqualTo(COPIER);
        assertThat(goesTo(all, COPIER)).isEqualTo(COPIER);
        assertThat(says(all, COPIER, 2)).isEqualTo(COPIER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoseCopyIsFirstGetsNothingMoreOnceThePacketItselfComesFromTheOldAddress(boolean wide) {
        ipv6 = wide;
        PeerAddresses all = ofHome();
        assertThat(says(all, COPIER, 1)).isEqualTo(COPIER);
        InetSocketAddress kept = repeats(all, HOME, 1);
        assertThat(kept).isNotIn(HOME, COPIER);
        assertThat(kept.getPort()).isZero();
        assertThat(goesTo(all, COPIER)).isEqualTo(HOME);
        assertThat(says(all, COPIER, 2)).isEqualTo(kept);
        assertThat(says(all, HOME, 3)).isEqualTo(kept);
        assertThat(goesTo(all, kept)).isEqualTo(HOME);
    }

    @Test
    void latePacketsFromTheOldAddressThatAreTheirOwnDoNotTurnBack() {
        PeerAddresses all = ofHome();
        var _ = says(all, COPIER, 3);
        assertThat(says(all, HOME, 1)).isEqualTo(HOME);
        assertThat(says(all, HOME, 2)).isEqualTo(HOME);
        assertThat(says(all, COPIER, 4)).isEqualTo(COPIER);
        assertThat(goesTo(all, COPIER)).isEqualTo(COPIER);
    }

    @Test
    void theCopierIsFollowedAnewOnAPathThatQuicheHasToProveWhenTheOldAddressDoesNotAnswer() {
        PeerAddresses all = ofHome();
        InetSocketAddress first = copied(all);
        InetSocketAddress kept = copied(all);
        InetSocketAddress shown = kept;
        long asked = now;
        while (shown.equals(kept) && now < 60 * SECOND) {
            shown = copied(all);
        }
        assertThat(now - asked).isBetween(PreviousAddress.ANSWER_NANOS, PreviousAddress.ANSWER_NANOS + SECOND);
        // never the path that may have been proven by an answer from the old address
        assertThat(shown).isNotIn(first, kept, HOME);
        assertThat(goesTo(all, shown)).isEqualTo(COPIER);
        // and what the old address repeats does not turn it back again
        assertThat(copied(all)).isEqualTo(shown);
    }

    @Test
    void anOldAddressThatDidNotAnswerIsBelievedOnlyOnceItIsProvenAnew() {
        PeerAddresses all = ofHome();
        var _ = copied(all);
        InetSocketAddress kept = copied(all);
        InetSocketAddress shown = kept;
        while (shown.equals(kept) && now < 60 * SECOND) {
            shown = copied(all);
        }
        InetSocketAddress anew = says(all, HOME, ++packet);
        assertThat(anew).isNotIn(HOME, kept, COPIER);
        assertThat(goesTo(all, anew)).isEqualTo(HOME);
        // so it is not turned back to either
        assertThat(copied(all)).isEqualTo(shown);
        assertThat(copied(all)).isEqualTo(shown);
    }

    @Test
    void aPathThatQuicheGaveUpIsNotUsedAgain() {
        PeerAddresses all = ofHome();
        var _ = says(all, COPIER, 1);
        all.validated(at(COPIER), false, now);
        InetSocketAddress shown = says(all, COPIER, 2);
        assertThat(shown).isNotIn(HOME, COPIER);
        assertThat(goesTo(all, shown)).isEqualTo(COPIER);
    }

    @Test
    void aCopierHasToGoOnForHoursBeforeThereIsNoPathLeftToAskTheOldAddressOn() {
        PeerAddresses all = ofHome();
        InetSocketAddress shown = copied(all);
        int asked = 0;
        while (now < 12 * 3_600 * SECOND) {
            InetSocketAddress next = copied(all);
            if (!next.equals(shown)) {
                asked++;
                all.validated(at(next), true, now);
                shown = next;
            }
            assertThat(goesTo(all, shown)).isEqualTo(HOME);
        }
        assertThat(asked).isBetween(8, PeerAddresses.MOST);
    }
}
