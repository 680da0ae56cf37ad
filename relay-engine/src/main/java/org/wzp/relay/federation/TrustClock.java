package org.wzp.relay.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.loop.RelayTime;

/**
 * When trust in relays ends. What was given for a time in this run counts down by the monotonic clock, so that setting the wall
 * clock neither shortens nor lengthens it; what names a moment, and what is from before a restart, ends by the wall clock.
 * Any thread.
 */
final class TrustClock {
    /** What a wall clock may drift from the monotonic one without anybody having set it. */
    private static final Duration DRIFT = Duration.ofSeconds(1);

    private final RelayTime time;
    /** To the end on the monotonic clock, ns. */
    private final Map<FederationConfig.Trusted, Long> ends = new ConcurrentHashMap<>();

    TrustClock(RelayTime time) {
        this.time = time;
    }

    /** From now on for so long. */
    FederationConfig.Trusted begin(String fingerprint, String label, Duration term) {
        FederationConfig.Trusted relay = new FederationConfig.Trusted(
                fingerprint, label, Optional.of(time.wall().instant().plus(term).toEpochMilli()));
        ends.put(relay, time.nanos().getAsLong() + term.toNanos());
        return relay;
    }

    /** Forgets all but these. */
    void keepOnly(Collection<FederationConfig.Trusted> all) {
        ends.keySet().retainAll(all);
    }

    boolean isInForce(FederationConfig.Trusted relay) {
        Long end = ends.get(relay);
        return end == null
                ? relay.until().orElse(Long.MAX_VALUE) > time.wall().instant().toEpochMilli()
                : end - time.nanos().getAsLong() > 0;
    }

    /** When it ends, as the wall clock now has it; empty for never. */
    Optional<Instant> end(FederationConfig.Trusted relay) {
        Optional<Instant> written = relay.until().map(Instant::ofEpochMilli);
        Long end = ends.get(relay);
        if (end == null || written.isEmpty()) {
            return written;
        }
        Instant counted = time.wall().instant().plusNanos(end - time.nanos().getAsLong());
        boolean same = Duration.between(written.get(), counted).abs().compareTo(DRIFT) <= 0;
        return same ? written : Optional.of(counted);
    }
}
