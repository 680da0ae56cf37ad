package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationEffect;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.StateFile;

/** C7, of trust in a relay: an hour lasts an hour, whatever somebody does to the clock on the wall. */
class C7TrustTermTest {
    private static final String RELAY = "11".repeat(32);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path home;

    private Instant wall = Instant.parse("2026-11-25T12:00:00Z");
    private Duration running = Duration.ZERO;
    private FederationStore store;

    @BeforeEach
    void open() throws Exception {
        store = opened();
    }

    private FederationStore opened() throws Exception {
        LockLedger ledger = LockLedger.system();
        return FederationStore.open(
                new StateFile(new AtomicFile(home.resolve(StateFile.NAME)), ledger.lock("file")),
                ledger.lock("settings"),
                FederationConfig.NONE,
                new RelayTime(() -> wall, () -> running.toNanos()));
    }

    private FederationConfig.Trusted trusted(Duration term) throws Exception {
        FederationConfig.Trusted relay = store.trust(RELAY, "Rome", Optional.of(term));
        assertThat(store.change(
                        config -> config.trusted(all -> List.of(relay)),
                        new FederationEffect.Trusted(Optional.empty(), relay)))
                .isPresent();
        return relay;
    }

    @Test
    void settingTheClockBackMakesItNoLonger() throws Exception {
        FederationConfig.Trusted relay = trusted(HOUR);
        wall = wall.minus(Duration.ofDays(1));
        running = HOUR.minusSeconds(1);
        assertThat(store.isInForce(relay)).isTrue();
        assertThat(store.end(relay)).contains(wall.plusSeconds(1));
        running = HOUR;
        assertThat(store.isInForce(relay)).isFalse();
    }

    @Test
    void settingItForwardMakesItNoShorter() throws Exception {
        FederationConfig.Trusted relay = trusted(HOUR);
        wall = wall.plus(Duration.ofDays(1));
        assertThat(store.isInForce(relay)).isTrue();
    }

    @Test
    void afterARestartTheWallClockIsAllThereIs() throws Exception {
        trusted(HOUR);
        running = Duration.ofDays(3);
        FederationStore next = opened();
        FederationConfig.Trusted relay = next.config().trusted(RELAY).orElseThrow();
        assertThat(next.isInForce(relay)).isTrue();
        wall = wall.plus(HOUR);
        assertThat(next.isInForce(relay)).isFalse();
    }

    @Test
    void whatIsLongerThanALifeIsForGood() throws Exception {
        FederationConfig.Trusted relay = trusted(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(relay.until()).isEmpty();
        assertThat(store.isInForce(relay)).isTrue();
    }

    /** Who keeps links rests while there is no other relay. */
    @Test
    void aChangeIsToldAndWhatChangesNothingIsNot() throws Exception {
        AtomicInteger told = new AtomicInteger();
        store.whenChanged(told::incrementAndGet);
        FederationConfig.Trusted relay = trusted(Duration.ofHours(1));
        assertThat(told).hasValue(1);
        assertThat(store.change(
                        config -> config.trusted(all -> List.of(relay)),
                        new FederationEffect.Trusted(Optional.empty(), relay)))
                .isEmpty();
        assertThat(told).hasValue(1);
    }
}
