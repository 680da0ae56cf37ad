package org.wzp.relay.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = Long.MAX_VALUE - SECOND; // wraps while the tests run

    @Test
    void theBurstMayComeAtOnceAndNoneMore() {
        Allowance allowance = new Allowance(10, 20);
        for (int i = 0; i < 20; i++) {
            assertThat(allowance.take(now, 1)).isTrue();
        }
        assertThat(allowance.take(now + 1, 1)).isFalse();
        assertThat(allowance.waitNanos(now, 1)).isEqualTo(SECOND / 10);
    }

    @Test
    void overAnyTimeOnlyTheRateComesThrough() {
        Allowance allowance = new Allowance(10, 20);
        int granted = 0;
        for (int millis = 0; millis < 10_000; millis++, now += SECOND / 1_000) {
            granted += allowance.take(now, 1) ? 1 : 0;
        }
        assertThat(granted).isBetween(119, 120);
    }

    @Test
    void oneThatIsLargerThanTheBurstPassesAfterARestAndIsPaidOff() {
        Allowance allowance = new Allowance(10, 5);
        assertThat(allowance.take(now, 30)).isTrue();
        assertThat(allowance.waitNanos(now, 30)).isEqualTo(3 * SECOND);
        now += 3 * SECOND - 1;
        assertThat(allowance.take(now, 30)).isFalse();
        assertThat(allowance.isRested(now)).isFalse();
        now++;
        assertThat(allowance.isRested(now)).isTrue();
        assertThat(allowance.take(now, 30)).isTrue();
    }

    @Test
    void whoHasRestedIsForgotten() {
        KeyedAllowances<String> many = new KeyedAllowances<>(60);
        for (int i = 0; i < 100; i++) {
            assertThat(many.take("key " + i, now)).isTrue();
        }
        many.sweep(now);
        assertThat(many.size()).isEqualTo(100);
        many.sweep(now + SECOND);
        assertThat(many.size()).isZero();
    }

    @Test
    void aMinutesWorthMayComeAtOnceForEachKey() {
        KeyedAllowances<String> many = new KeyedAllowances<>(3);
        for (int i = 0; i < 3; i++) {
            assertThat(many.take("Anna", now + i)).isTrue();
        }
        assertThat(many.take("Anna", now + 4)).isFalse();
        assertThat(many.take("Ben", now + 4)).isTrue();
        assertThat(many.take("Anna", now + 20 * SECOND)).isTrue();
    }

    @Test
    void strangersCanNotMakeItGrowBeyondItsBound() {
        KeyedAllowances<Integer> many = new KeyedAllowances<>(1);
        for (int i = 0; i < KeyedAllowances.MOST_KEYS + 1_000; i++) {
            assertThat(many.take(i, now)).isTrue();
        }
        assertThat(many.size()).isEqualTo(KeyedAllowances.MOST_KEYS);
        assertThat(many.take(0, now)).as("who is counted stays counted").isFalse();
    }

    @Test
    void anIpv6NetworkOf64BitsIsOneAddressAndAMappedIpv4AddressIsItself() throws Exception {
        assertThat(key("2001:db8:1:2::1")).isEqualTo(key("2001:db8:1:2:ffff::9"));
        assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
        assertThat(key("::ffff:192.0.2.1")).isEqualTo(key("192.0.2.1"));
        assertThat(key("192.0.2.1")).isNotEqualTo(key("192.0.2.2"));
        assertThat(key("0.0.0.0")).isNotEqualTo(key("::"));
    }

    private static AddressKey key(String address) throws Exception {
        return AddressKey.of(InetAddress.getByName(address));
    }
}
