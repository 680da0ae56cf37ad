package org.wzp.relay.loop;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a relay, passed in so that tests can turn them.
 *
 * @param wall for what people read
 * @param nanos monotonic, ns, for limits and rates
 */
public record RelayTime(InstantSource wall, LongSupplier nanos) {

    public static RelayTime system() {
        return new RelayTime(InstantSource.system(), System::nanoTime);
    }
}
