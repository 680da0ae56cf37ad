package org.wzp.relay.admission;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Optional;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.room.Egress;
import org.wzp.relay.transport.OutboxCounters;

/**
 * The one way into a room, whatever a participant is connected by. Called on the applicant's event loop; returns at once.
 */
public interface Admission {

    /** Why nobody may join this room now, whoever it is; asked before a login begins, so that it isn't made in vain. */
    Optional<Refusal> refusal(String room);

    /** Lets the applicant into its room, or refuses it and keeps nothing of it. */
    Entry enter(Applicant applicant);

    /**
     * Somebody whose identity is proven.
     *
     * @param egress its way out
     * @param out what its connection sends and drops
     * @param room a legal room name
     * @param fingerprint what the token service said, else the identity fingerprint
     * @param alias the display name as sent, cut after 128 characters; empty when none
     */
    record Applicant(Egress egress, OutboxCounters out, String room, String fingerprint, String alias) {
        InetAddress address() {
            return egress.remoteAddress().getAddress();
        }
    }

    /** What became of an applicant. */
    sealed interface Entry {
        record Admitted(Session session) implements Entry {}

        record Refused(Denial why) implements Entry {}
    }

    /** A participant in its room. Used on the connection's loop only. */
    interface Session {

        /** A datagram of this participant; its readable bytes are valid during the call only. */
        void datagram(ByteBuf datagram);

        /**
         * Leaves the room and gives back what was taken for it. Called exactly once; does nothing to the room if a kick or a
         * newer connection of the same identity removed it before.
         */
        void leave();
    }
}
