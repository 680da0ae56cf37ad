package org.wzp.relay.transport.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandshakeLimitsTest {
    private final AtomicLong now = new AtomicLong();
    private final HandshakeLimits limits = new HandshakeLimits(64, 16, now::get);
    private final List<HandshakeLimits.Place> places = new ArrayList<>();
    /** Addresses of those who had to go, in that order. */
    private final List<String> gone = new ArrayList<>();

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** For one that logs in just now, so that it does not have to make room. */
    private boolean tryEnter(String address) {
        return enter(address) != null;
    }

    private HandshakeLimits.@Nullable Place enter(String address) {
        if (limits.enter(address(address)) instanceof HandshakeLimits.Entry.Taken taken) {
            places.add(taken.place());
            return taken.place();
        }
        return null;
    }

    private HandshakeLimits.Place silent(String address, String name) {
        HandshakeLimits.Place place = Objects.requireNonNull(enter(address));
        place.onMakeRoom(() -> gone.add(name));
        return place;
    }

    private long enter(String address, int times) {
        return IntStream.range(0, times).filter(i -> tryEnter(address)).count();
    }

    /** As many as packets with that sender could take without anybody answering to them. */
    private long enterUnproven(String address, int times) {
        return IntStream.range(0, times)
                .filter(i -> !limits.wantsValidation(address(address)) && tryEnter(address))
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
            var _ = enterUnproven("10.0." + prefix + ".1", 100);
        }
        assertThat(limits.inFlight()).isEqualTo(64 / 2);
        assertThat(enter("172.16.0.1", 1)).isEqualTo(1);
    }

    @Test
    void placesGivenBackAreThereAgain() {
        assertThat(enter("192.168.1.66", 100)).isEqualTo(12);
        for (int i = 0; i < 12; i++) {
            places.get(i).leave();
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

    @Test
    void oldestSilentOneOfAnAddressMakesRoomForAnotherFromThere() {
        silent("10.0.0.1", "elsewhere");
        for (int i = 0; i < 12; i++) {
            silent("192.168.1.66", "silent " + i);
        }
        silent("192.168.1.66", "one more");
        silent("192.168.1.66", "and another");
        assertThat(gone).containsExactly("silent 0", "silent 1");
        assertThat(limits.inFlight()).isEqualTo(1 + 12);
    }

    @Test
    void whoeverTakesMostMakesRoomWhenThePrefixOrAllPlacesAreTaken() {
        silent("192.168.1.20", "neighbour");
        for (int i = 0; i < 12; i++) {
            silent("192.168.1.66", "crowd " + i);
        }
        for (int i = 0; i < 3; i++) {
            silent("192.168.1.30", "other neighbour " + i);
        }
        silent("192.168.1.40", "newcomer of the prefix");
        assertThat(gone).containsExactly("crowd 0");
        for (int prefix = 0; prefix < 48; prefix++) {
            silent("10.0." + prefix + ".1", "single " + prefix);
        }
        assertThat(limits.inFlight()).isEqualTo(64);
        silent("172.16.0.1", "newcomer from afar");
        assertThat(gone).containsExactly("crowd 0", "crowd 1");
        assertThat(limits.inFlight()).isEqualTo(64);
    }

    @Test
    void whoIsLoggingInKeepsItsPlaceFromTheSilentAndForTwoSecondsFromEverybody() {
        HandshakeLimits.Place busy = silent("192.168.1.66", "busy");
        busy.heard();
        for (int i = 0; i < 20; i++) {
            silent("192.168.1.66", "silent");
        }
        assertThat(gone).hasSize(9).containsOnly("silent");
        places.forEach(HandshakeLimits.Place::heard);
        assertThat(limits.enter(address("192.168.1.66"))).isInstanceOf(HandshakeLimits.Entry.Full.class);
        now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        silent("192.168.1.66", "newcomer");
        assertThat(gone).hasSize(10).endsWith("busy");
    }

    @Test
    void placeIsGivenBackOnceHoweverOftenItIsLeft() {
        HandshakeLimits.Place place = silent("192.168.1.66", "one");
        silent("192.168.1.66", "two");
        place.leave();
        place.leave();
        assertThat(limits.inFlight()).isEqualTo(1);
    }
}
