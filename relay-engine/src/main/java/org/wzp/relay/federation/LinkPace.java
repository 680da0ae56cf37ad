package org.wzp.relay.federation;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.rates.Allowance;

/**
 * How often one relay, which is let in, may begin a link, and have the log say so. One that connects again and again would
 * otherwise fill the log, and have each time anew what a connection may send at once. Confined to the federation's thread.
 */
final class LinkPace {
    /** Of one relay; then one a second. Relays of this kind and stock ones wait for two seconds and longer. */
    static final int LINKS_AT_ONCE = 16;
    /** After {@link LogAllowance#LINES_AT_ONCE} of them. */
    private static final int SECONDS_BETWEEN_LINES = 30;

    private static final Logger LOG = LoggerFactory.getLogger(LinkPace.class);

    private final Map<String, Relay> relays = new HashMap<>();

    private record Relay(Allowance links, LogAllowance lines) {}

    private Relay of(String fingerprint, long nowNanos) {
        Relay known = relays.get(fingerprint);
        if (known == null) {
            relays.values()
                    .removeIf(
                            one -> one.links().isRested(nowNanos) && one.lines().isRested(nowNanos));
            known = new Relay(
                    new Allowance(1, LINKS_AT_ONCE),
                    new LogAllowance(LOG, "a relay that links again and again", SECONDS_BETWEEN_LINES));
            relays.put(fingerprint, known);
        }
        return known;
    }

    /** Whether it may begin a link now. */
    boolean mayBegin(String fingerprint, long nowNanos) {
        return of(fingerprint, nowNanos).links().take(nowNanos, 1);
    }

    /** Whether the line about its link may be written that follows. */
    boolean mayTell(String fingerprint, long nowNanos) {
        return of(fingerprint, nowNanos).lines().mayTell(nowNanos);
    }
}
