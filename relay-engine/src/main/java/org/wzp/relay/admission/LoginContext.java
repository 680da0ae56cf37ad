package org.wzp.relay.admission;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.wzp.relay.admission.Entrance.Applicant;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.transport.Connection;

/**
 * What every login needs; immutable.
 *
 * @param tokens present when the relay asks for tokens
 * @param crypto where signatures are checked: virtual threads, bounded
 * @param open false once the relay is stopping: whoever finishes the login then is refused
 * @param nanos monotonic clock, ns
 */
public record LoginContext(
        RelayConfig.Limits limits,
        SessionPermits permits,
        Optional<TokenCheck> tokens,
        OfferCheck offers,
        JoinRates joins,
        SeenOffers seen,
        Executor crypto,
        Entrance entrance,
        AdmissionCounters counters,
        Listener listener,
        BooleanSupplier open,
        LongSupplier nanos) {

    /** Hears what happens at the door, on event loops; must return at once. */
    public interface Listener {

        /**
         * @param room what the client asked for, printable
         * @param detail who or which rule, printable, may be empty
         */
        void turnedAway(Connection connection, String room, Refusal refusal, String detail);

        /** The relay itself failed while admitting somebody. */
        void failed(Applicant applicant, RuntimeException problem);
    }

    /** @param told what the person reads; empty for the refusal's usual words */
    void turnAway(Connection connection, String room, Refusal refusal, String detail, String told) {
        counters.count(refusal);
        connection.close(RefusalCloses.of(refusal), told);
        listener.turnedAway(connection, room, refusal, detail);
    }
}
