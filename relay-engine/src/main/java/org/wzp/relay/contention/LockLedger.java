package org.wzp.relay.contention;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Where one relay's named locks, compare-and-set sites and queue gauges are made and listed. Any thread; asking twice for
 * a name gives the same one.
 */
public final class LockLedger {
    private final LongSupplier nanos;
    private final ConcurrentMap<String, NamedLock> locks = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CasSite> sites = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, QueueGauge> queues = new ConcurrentHashMap<>();

    /** @param nanos monotonic clock, ns */
    public LockLedger(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public static LockLedger system() {
        return new LockLedger(System::nanoTime);
    }

    public NamedLock lock(String name) {
        return locks.computeIfAbsent(name, key -> new NamedLock(key, nanos));
    }

    public CasSite site(String name) {
        return sites.computeIfAbsent(name, CasSite::new);
    }

    /** @param bound most entries allowed; the first one to ask decides */
    public QueueGauge queue(String name, int bound) {
        return queues.computeIfAbsent(name, key -> new QueueGauge(key, bound));
    }

    /** By name. */
    public List<QueueGauge.Books> queues() {
        return queues.values().stream()
                .map(QueueGauge::books)
                .sorted(java.util.Comparator.comparing(QueueGauge.Books::queue))
                .toList();
    }

    /** By name. */
    public List<NamedLock.Books> locks() {
        return locks.values().stream()
                .map(NamedLock::books)
                .sorted(java.util.Comparator.comparing(NamedLock.Books::name))
                .toList();
    }

    /** By name. */
    public List<CasSite.Books> sites() {
        return sites.values().stream()
                .map(CasSite::books)
                .sorted(java.util.Comparator.comparing(CasSite.Books::site))
                .toList();
    }
}
