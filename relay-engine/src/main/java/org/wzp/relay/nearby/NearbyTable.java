package org.wzp.relay.nearby;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;

/**
 * Who is nearby, one row for each fingerprint. A row stays, with its address, as long as it is heard; others find a place beside
 * it, never in its place, so that nobody who announces a lot or somebody else's fingerprint takes anything away. Confined
 * to one thread.
 */
final class NearbyTable {
    /** Relays of this kind announce themselves every minute; two such minutes may get lost. */
    static final Duration HEARD_NO_MORE = Duration.ofSeconds(150);

    private final String own;
    private final Map<String, NearbyRelay> rows = new LinkedHashMap<>();
    private int unreadableNow;
    private int beyondNow;
    private long unreadable;
    private long beyond;

    /** @param own fingerprint of this relay, which hears itself as well */
    NearbyTable(String own) {
        this.own = own;
    }

    /** Whether it is this relay's own announcement, which it hears as all others. */
    boolean isOwn(DnsSd.Heard heard) {
        return isNow(heard)
                && Announcement.read(heard, Instant.EPOCH)
                        .filter(relay -> relay.fingerprint().equals(own))
                        .isPresent();
    }

    private static boolean isNow(DnsSd.Heard heard) {
        return heard.age().compareTo(HEARD_NO_MORE) <= 0;
    }

    /** Takes over what is heard now, which the caller has bounded. */
    void show(List<DnsSd.Heard> all, Instant now) {
        int unread = 0;
        Map<String, NearbyRelay> found = new LinkedHashMap<>();
        for (DnsSd.Heard heard : all) {
            if (!isNow(heard)) {
                continue;
            }
            Optional<NearbyRelay> read = Announcement.read(heard, now);
            if (read.isEmpty()) {
                unread++;
            } else if (!read.get().fingerprint().equals(own)) {
                found.merge(read.get().fingerprint(), read.get(), this::better);
            }
        }
        rows.keySet().retainAll(found.keySet());
        rows.replaceAll((fingerprint, before) -> since(before.since(), Objects.requireNonNull(found.get(fingerprint))));
        int left = 0;
        for (NearbyRelay relay : found.values()) {
            if (!rows.containsKey(relay.fingerprint())) {
                if (rows.size() < NearbyStatus.MOST_RELAYS) {
                    rows.put(relay.fingerprint(), relay);
                } else {
                    left++;
                }
            }
        }
        // the same ones are heard again at each look, and count once
        unreadable += Math.max(0, unread - unreadableNow);
        beyond += Math.max(0, left - beyondNow);
        unreadableNow = unread;
        beyondNow = left;
    }

    /** Of two with one fingerprint the one that was there before, else the first. */
    private NearbyRelay better(NearbyRelay first, NearbyRelay second) {
        NearbyRelay before = rows.get(first.fingerprint());
        return before != null && before.address().equals(second.address()) ? second : first;
    }

    private static NearbyRelay since(Instant since, NearbyRelay relay) {
        return new NearbyRelay(relay.fingerprint(), relay.name(), relay.address(), relay.version(), since);
    }

    List<NearbyRelay> byName() {
        List<NearbyRelay> all = new ArrayList<>(rows.values());
        all.sort(Comparator.comparing(NearbyRelay::name).thenComparing(NearbyRelay::fingerprint));
        return all;
    }

    /** Announcements that can't be read, total; each counts once as long as it is heard. */
    long unreadable() {
        return unreadable;
    }

    /** Those that found no place, in the same way. */
    long beyond() {
        return beyond;
    }
}
