package org.wzp.relay.admission;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.wzp.relay.admission.Admission.Applicant;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.PrintableText;
import org.wzp.relay.wire.RoomName;

/**
 * What every login needs; immutable.
 *
 * @param tokens present when the relay asks for tokens
 * @param crypto where signatures are checked: virtual threads, bounded
 * @param nanos monotonic clock, ns
 */
public record LoginContext(
        RelayConfig.Limits limits,
        Optional<TokenCheck> tokens,
        OfferCheck offers,
        JoinRates joins,
        SeenOffers seen,
        Executor crypto,
        Admission admission,
        AdmissionCounters counters,
        Listener listener,
        LongSupplier nanos) {

    private static final int MAX_SHOWN_ROOM_CHARS = 64;

    /** Hears who is refused, on event loops; must return at once. */
    public interface Listener {

        /**
         * @param room what the client asked for, printable
         * @param detail who or which rule, printable, may be empty
         */
        default void turnedAway(Connection connection, String room, Refusal refusal, String detail) {}

        /** The relay itself failed while admitting somebody. */
        default void failed(Applicant applicant, RuntimeException problem) {}
    }

    /** Refuses before a login began; what was asked for is shown as it was written, printable and short. */
    ConnectionHandler refuse(Connection connection, Refusal refusal) {
        String asked = PrintableText.of(connection.serverName().orElse(RoomName.DEFAULT), MAX_SHOWN_ROOM_CHARS);
        turnAway(connection, asked.toLowerCase(Locale.ROOT), refusal, "", "");
        return ConnectionHandler.CLOSING;
    }

    /** @param told what the person reads; empty for the refusal's usual words */
    void turnAway(Connection connection, String room, Refusal refusal, String detail, String told) {
        counters.count(refusal);
        connection.close(RefusalCloses.of(refusal), told);
        listener.turnedAway(connection, room, refusal, detail);
    }
}
