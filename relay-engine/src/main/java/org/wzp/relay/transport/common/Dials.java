package org.wzp.relay.transport.common;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.QueueGauge;
import org.wzp.relay.transport.Connection;

/** Connections that are being dialled from one endpoint: at most {@link #MOST} at a time, the rest refused and counted. */
public final class Dials {
    /** More than any relay has people, or a load run callers. */
    public static final int MOST = 16_384;

    private final QueueGauge gauge;

    /** @param ledger where their number is shown */
    public Dials(LockLedger ledger) {
        this.gauge = ledger.queue("dials", MOST);
    }

    /**
     * Begins to dial unless too many are under way.
     *
     * @param dial completes what it is given, sooner or later
     */
    public CompletableFuture<Connection> begin(Consumer<CompletableFuture<Connection>> dial) {
        if (!gauge.offer()) {
            return CompletableFuture.failedFuture(new IOException("too many connections are being dialled"));
        }
        CompletableFuture<Connection> result = new CompletableFuture<>();
        var _ = result.whenComplete((connection, failure) -> gauge.taken());
        dial.accept(result);
        return result;
    }
}
