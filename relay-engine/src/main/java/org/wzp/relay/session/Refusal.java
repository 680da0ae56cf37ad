package org.wzp.relay.session;

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
    TOKEN_MISSING(CloseReason.UNAUTHORISED, "token-missing", "sent no token, and this relay asks for one"),
    TOKEN_REFUSED(CloseReason.UNAUTHORISED, "token-refused", "its token was refused"),
    TOKEN_TIMEOUT(CloseReason.UNAUTHORISED, "token-timeout", "the token service did not answer in time"),
    TOKEN_ERROR(CloseReason.UNAUTHORISED, "token-error", "the token service could not be asked"),
    RELAY_FULL(CloseReason.RELAY_FULL, "relay-full", "all sessions are taken"),
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
