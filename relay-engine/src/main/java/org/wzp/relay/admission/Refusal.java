package org.wzp.relay.admission;

import org.wzp.relay.transport.CloseReason;

/** Why somebody was turned away: counted by its key, closed with its reason, told to the operator in its words. */
public enum Refusal {
    BAD_ROOM_NAME(CloseReason.BAD_ROOM_NAME, "bad-room-name", "asked for something that is no room name"),
    NOT_SERVED(CloseReason.NOT_SERVED, "not-served", "asked for a service this relay does not offer yet"),
    CALL_ROOM(CloseReason.NOT_ALLOWED, "call-room", "asked for a call's room, but no such call is registered"),
    SILENT(CloseReason.SETUP_TIMEOUT, "silent", "connected and said nothing"),
    LOGIN_TIMEOUT(CloseReason.SETUP_TIMEOUT, "login-timeout", "did not finish its login in time"),
    UNEXPECTED_SIGNAL(CloseReason.BAD_HANDSHAKE, "unexpected-signal", "sent something else than its login"),
    UNREADABLE_SIGNAL(CloseReason.PROTOCOL_VIOLATION, "unreadable-signal", "sent an unreadable signal before login"),
    BAD_SIGNATURE(CloseReason.BAD_HANDSHAKE, "bad-signature", "the offer's signature or keys are wrong"),
    REPLAYED_OFFER(
            CloseReason.REPLAYED_LOGIN,
            "replayed-offer",
            "sent a login that was used before; somebody may have copied it"),
    TOKEN_MISSING(CloseReason.UNAUTHORISED, "token-missing", "sent no token, and this relay asks for one"),
    TOKEN_REFUSED(CloseReason.UNAUTHORISED, "token-refused", "its token was refused"),
    TOKEN_TIMEOUT(CloseReason.TOKEN_SERVICE_DOWN, "token-timeout", "the token service did not answer in time"),
    TOKEN_ERROR(CloseReason.TOKEN_SERVICE_DOWN, "token-error", "the token service could not be asked"),
    TOKEN_BUSY(CloseReason.TOKEN_SERVICE_DOWN, "token-busy", "too many tokens are being checked already"),
    RELAY_FULL(CloseReason.RELAY_FULL, "relay-full", "all sessions are taken"),
    ADDRESS_FULL(CloseReason.TOO_MANY_FROM_ADDRESS, "address-full", "its address has as many people here as one may"),
    ADDRESS_JOINS(CloseReason.TOO_MANY_JOINS, "address-joins", "its address joins too often"),
    IDENTITY_JOINS(CloseReason.TOO_MANY_JOINS, "identity-joins", "this identity joins too often"),
    BANNED(CloseReason.BANNED, "banned", "banned"),
    NOT_ALLOWED(CloseReason.NOT_ALLOWED, "not-allowed", "the room's policy does not let it in"),
    SHUTTING_DOWN(CloseReason.SHUTTING_DOWN, "shutting-down", "the relay is stopping"),
    INTERNAL(CloseReason.NORMAL, "internal-error", "the relay failed while admitting it; see the log");

    private final CloseReason closeReason;
    private final String key;
    private final String sentence;

    Refusal(CloseReason closeReason, String key, String sentence) {
        this.closeReason = closeReason;
        this.key = key;
        this.sentence = sentence;
    }

    /** Why a permit that was to be taken holds no place. */
    public static Refusal full(SessionPermits.Permit permit) {
        return permit.isAddressFull() ? ADDRESS_FULL : RELAY_FULL;
    }

    /** The bound that keeps this permit out, for the operator. */
    public static String fullDetail(SessionPermits.Permit permit) {
        return "limit " + (permit.isAddressFull() ? permit.limitPerAddress() : permit.limit());
    }

    public CloseReason closeReason() {
        return closeReason;
    }

    /** Stable name for metrics and tables. */
    public String key() {
        return key;
    }

    /** What happened, without a subject. */
    public String sentence() {
        return sentence;
    }
}
