package org.wzp.relay.admission;

import org.wzp.relay.api.Refusal;
import org.wzp.relay.transport.CloseReason;

/** What a client that is refused sees in the close frame. */
final class RefusalCloses {
    private RefusalCloses() {}

    static CloseReason of(Refusal refusal) {
        return switch (refusal) {
            case BAD_ROOM_NAME -> CloseReason.BAD_ROOM_NAME;
            case NOT_SERVED -> CloseReason.NOT_SERVED;
            case CALL_ROOM -> CloseReason.NOT_ALLOWED;
            case SILENT -> CloseReason.SETUP_TIMEOUT;
            case LOGIN_TIMEOUT -> CloseReason.SETUP_TIMEOUT;
            case UNEXPECTED_SIGNAL -> CloseReason.BAD_HANDSHAKE;
            case UNREADABLE_SIGNAL -> CloseReason.PROTOCOL_VIOLATION;
            case BAD_SIGNATURE -> CloseReason.BAD_HANDSHAKE;
            case REPLAYED_OFFER -> CloseReason.REPLAYED_LOGIN;
            case TOKEN_MISSING -> CloseReason.UNAUTHORISED;
            case TOKEN_REFUSED -> CloseReason.UNAUTHORISED;
            case TOKEN_TIMEOUT -> CloseReason.TOKEN_SERVICE_DOWN;
            case TOKEN_ERROR -> CloseReason.TOKEN_SERVICE_DOWN;
            case TOKEN_BUSY -> CloseReason.TOKEN_SERVICE_DOWN;
            case RELAY_FULL -> CloseReason.RELAY_FULL;
            case ADDRESS_FULL -> CloseReason.TOO_MANY_FROM_ADDRESS;
            case ADDRESS_JOINS -> CloseReason.TOO_MANY_JOINS;
            case IDENTITY_JOINS -> CloseReason.TOO_MANY_JOINS;
            case BANNED -> CloseReason.BANNED;
            case NOT_ALLOWED -> CloseReason.NOT_ALLOWED;
            case SHUTTING_DOWN -> CloseReason.SHUTTING_DOWN;
            case DRAINING -> CloseReason.DRAINING;
            case INTERNAL -> CloseReason.NORMAL;
        };
    }
}
