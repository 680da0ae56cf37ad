package org.wzp.relay.federation;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.wzp.relay.api.FederationStatus.KnockStatus;

/** Relays that wanted a link and are not trusted: the newest few. Confined to the federation's thread. */
final class Knocks {
    /** Anybody can knock with any fingerprint; so many are shown. */
    private static final int MOST = 32;

    private final SequencedMap<String, KnockStatus> knocks = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();

    /** Whether nobody has been told of this relay yet, see {@link #told}. */
    boolean add(String fingerprint, boolean proven, InetSocketAddress address, Instant now) {
        KnockStatus before = knocks.remove(fingerprint);
        int times = before == null ? 1 : before.times() + 1;
        // somebody who only claims it must not hide that the right one was here
        boolean shown = proven || (before != null && before.proven());
        if (knocks.size() >= MOST) {
            remove(leastOfUse());
        }
        knocks.put(fingerprint, new KnockStatus(fingerprint, shown, address, times, now));
        return !told.contains(fingerprint);
    }

    /** The oldest of those that only claim who they are, of which anybody can make as many as they like; else the oldest. */
    private String leastOfUse() {
        return knocks.values().stream()
                .filter(knock -> !knock.proven())
                .findFirst()
                .map(KnockStatus::fingerprint)
                .orElseGet(() -> knocks.firstEntry().getKey());
    }

    /** Log and journal have told of it. */
    void told(String fingerprint) {
        told.add(fingerprint);
    }

    void remove(String fingerprint) {
        knocks.remove(fingerprint);
        told.remove(fingerprint);
    }

    List<KnockStatus> newestFirst() {
        return new ArrayList<>(knocks.sequencedValues().reversed());
    }
}
