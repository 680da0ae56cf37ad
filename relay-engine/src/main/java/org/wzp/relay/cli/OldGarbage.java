package org.wzp.relay.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Has what short connections leave behind collected while it is little. They are old by the time they are over, and the serial
 * collector looks at old objects only when the heap has grown to all that it may take.
 */
final class OldGarbage {
    /** A collection stops the relay for some 40 ms where 35 MiB are alive, so it must be worth it. */
    static final long WORTH_BYTES = 32L * 1024 * 1024;
    /** Where more is alive, a collection takes longer, and more has to be gained. */
    private static final int OF_WHAT_LIVES = 2;

    private static final String SERIAL_COLLECTORS_OLD = "Tenured Gen";

    private final LongSupplier used;
    private final LongSupplier lived;
    private final Runnable collect;

    /**
     * @param used bytes in use among the old objects
     * @param lived bytes that were in use there after the last collection
     * @param collect collects
     */
    OldGarbage(LongSupplier used, LongSupplier lived, Runnable collect) {
        this.used = used;
        this.lived = lived;
        this.collect = collect;
    }

    /** Of this process; empty where another collector runs. */
    static Optional<OldGarbage> ofThisProcess() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(SERIAL_COLLECTORS_OLD))
                .findFirst()
                .map(OldGarbage::of);
    }

    private static OldGarbage of(MemoryPoolMXBean old) {
        return new OldGarbage(
                () -> old.getUsage().getUsed(), () -> old.getCollectionUsage().getUsed(), System::gc);
    }

    /** Collects if it is worth it. Call once in a while. */
    void look() {
        long alive = lived.getAsLong();
        if (used.getAsLong() - alive > Math.max(WORTH_BYTES, alive / OF_WHAT_LIVES)) {
            collect.run();
        }
    }
}
