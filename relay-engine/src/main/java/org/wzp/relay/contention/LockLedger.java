package org.wzp.relay.contention;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Where one relay's named locks, compare-and-set sites, queue gauges and slow sites are made and listed. Any thread; asking
 * twice for a name gives the same one.
 */
public final class LockLedger {
    private final LongSupplier nanos;
    private final ConcurrentMap<String, NamedLock> locks = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CasSite> sites = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, QueueGauge> queues = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, QueueGauge> lastingQueues = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, SlowSite> slowSites = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, MapSite> maps = new ConcurrentHashMap<>();

    /** @param nanos monotonic clock, ns */
    public LockLedger(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public static LockLedger system() {
        return new LockLedger(System::nanoTime);
    }

    /** One that is held for microseconds, at most for a write to a disk: more is counted and told. */
    public NamedLock lock(String name) {
        return locks.computeIfAbsent(name, key -> new NamedLock(key, nanos, slowSite("the holds of lock " + key)));
    }

    /** One that is held for seconds by its purpose. */
    public NamedLock longLock(String name) {
        return locks.computeIfAbsent(name, key -> new NamedLock(key, nanos, null));
    }

    public MapSite map(String name) {
        return maps.computeIfAbsent(name, key -> new MapSite(key, nanos));
    }

    /** By name. */
    public List<MapSite.Statistics> maps() {
        return maps.values().stream()
                .map(MapSite::statistics)
                .sorted(Comparator.comparing(MapSite.Statistics::map))
                .toList();
    }

    public SlowSite slowSite(String name) {
        return slowSites.computeIfAbsent(name, SlowSite::new);
    }

    /** By name. */
    public List<SlowSite.Statistics> slowSites() {
        return slowSites.values().stream()
                .map(SlowSite::statistics)
                .sorted(Comparator.comparing(SlowSite.Statistics::site))
                .toList();
    }

    public CasSite site(String name) {
        return sites.computeIfAbsent(name, CasSite::new);
    }

    /**
     * One of a run of the relay.
     *
     * @param bound most entries allowed; the first one to ask decides
     */
    public QueueGauge queue(String name, int bound) {
        return queues.computeIfAbsent(name, key -> new QueueGauge(key, bound));
    }

    /** One that stays over all runs. */
    public QueueGauge lastingQueue(String name, int bound) {
        return lastingQueues.computeIfAbsent(name, key -> new QueueGauge(key, bound));
    }

    /** Forgets the queues of the run before: what waited in them when it ended is taken out by nobody, and would count for ever. */
    public void newRun() {
        queues.clear();
    }

    /** By name. */
    public List<QueueGauge.Statistics> queues() {
        return Stream.concat(queues.values().stream(), lastingQueues.values().stream())
                .map(QueueGauge::statistics)
                .sorted(Comparator.comparing(QueueGauge.Statistics::queue))
                .toList();
    }

    /** By name. */
    public List<NamedLock.Statistics> locks() {
        return locks.values().stream()
                .map(NamedLock::statistics)
                .sorted(Comparator.comparing(NamedLock.Statistics::name))
                .toList();
    }

    /** By name. */
    public List<CasSite.Statistics> sites() {
        return sites.values().stream()
                .map(CasSite::statistics)
                .sorted(Comparator.comparing(CasSite.Statistics::site))
                .toList();
    }
}
