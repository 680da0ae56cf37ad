package org.wzp.relay.admission;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.wzp.relay.admission.Admission.Applicant;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.DenialWords;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
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

    /** Hears who is refused, on event loops; must return at once. */
    public interface Listener {

        /**
         * @param room what the client asked for, printable
         * @param person who they are; empty if they had not proven it
         */
        default void turnedAway(Connection connection, String room, Optional<Person> person, Denial why) {}

        /** The relay itself failed while admitting somebody. */
        default void failed(Applicant applicant, RuntimeException problem) {}
    }

    /** Refuses before a login began; what was asked for is shown as it was written, printable and short. */
    ConnectionHandler refuse(Connection connection, Refusal refusal) {
        String asked = Cut.ROOM.of(connection.serverName().orElse(RoomName.DEFAULT));
        turnAway(connection, asked.toLowerCase(Locale.ROOT), Optional.empty(), new Denial.Plain(refusal));
        return ConnectionHandler.CLOSING;
    }

    void turnAway(Connection connection, String room, Optional<Person> person, Denial why) {
        counters.count(why.refusal());
        connection.close(RefusalCloses.of(why.refusal()), DenialWords.told(why));
        listener.turnedAway(connection, room, person, why);
    }
}
