package org.wzp.relay.operator;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.DrainStatus;

/**
 * Whether a relay that runs is about to stop and lets nobody new in. Commands write it, one after the other; loops ask at
 * each attempt to join, the sweep whether it is time; any thread reads.
 */
public final class DrainControl {
    private final AtomicReference<@Nullable DrainStatus> now = new AtomicReference<>();

    /** Empty while people are let in. */
    public Optional<DrainStatus> status() {
        return Optional.ofNullable(now.get());
    }

    public boolean isDraining() {
        return now.get() != null;
    }

    /** @param people who are still there */
    public boolean isDue(Instant at, int people) {
        DrainStatus drain = now.get();
        return drain != null
                && (people == 0
                        || drain.until().filter(end -> !at.isBefore(end)).isPresent());
    }

    void begin(DrainStatus drain) {
        now.set(drain);
    }

    void cancel() {
        now.set(null);
    }
}
