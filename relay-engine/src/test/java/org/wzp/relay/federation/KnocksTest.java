package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.FederationStatus.KnockStatus;

/** Relays that want a link: a few are shown, and of those that only claim who they are there may be any number. */
class KnocksTest {
    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("127.0.0.1", 1);
    private static final int MANY = 1_000;

    private final Knocks knocks = new Knocks();

    private boolean add(String fingerprint, boolean proven) {
        return knocks.add(fingerprint, proven, SOMEWHERE, Instant.EPOCH);
    }

    @Test
    void claimsDoNotHideARelayThatHasProvenWhoItIs() {
        assertThat(add("proven", true)).isTrue();
        for (int i = 0; i < MANY; i++) {
            assertThat(add("claimed " + i, false)).isTrue();
        }
        assertThat(knocks.newestFirst())
                .hasSize(32)
                .extracting(KnockStatus::fingerprint)
                .contains("proven", "claimed " + (MANY - 1));
    }

    @Test
    void whoWasNotToldOfBecauseStrangersHadTheLogIsToldOfLater() {
        assertThat(add("friend", true)).isTrue();
        assertThat(add("friend", true)).as("nobody has been told yet").isTrue();
        knocks.told("friend");
        assertThat(add("friend", true)).isFalse();
        knocks.remove("friend");
        assertThat(add("friend", true))
                .as("it was trusted, and is a stranger again")
                .isTrue();
    }

    @Test
    void ofProvenOnesTheOldestGoes() {
        for (int i = 0; i < MANY; i++) {
            assertThat(add("proven " + i, true)).isTrue();
        }
        assertThat(knocks.newestFirst())
                .hasSize(32)
                .first()
                .extracting(KnockStatus::fingerprint)
                .isEqualTo("proven 999");
    }
}
