package org.wzp.relay.transport;

/**
 * Why we close a connection: application error code and text. The reference always sends code 0 and stock clients look at
 * neither (wire specification 1.7), so distinct codes are for operators, packet captures and our own client.
 */
public enum CloseReason {
    NORMAL(0, "normal close"),
    SERVICE_DONE(0, ""),
    UNAUTHORISED(1, "token refused"),
    BAD_HANDSHAKE(2, "handshake failed"),
    NOT_ALLOWED(3, "not allowed in this room"),
    BANNED(4, "banned"),
    KICKED(5, "kicked by the operator"),
    REPLACED(6, "the same identity joined again"),
    RELAY_FULL(7, "relay full"),
    ROOM_CLOSED(8, "room closed by the operator"),
    SHUTTING_DOWN(9, "relay shutting down"),
    SETUP_TIMEOUT(10, "no login in time"),
    SIGNAL_TOO_LARGE(11, "signal too large"),
    SIGNAL_OVERFLOW(12, "does not read its signals"),
    BAD_ROOM_NAME(13, "not a room name"),
    NOT_SERVED(14, "service not offered"),
    TOO_MANY_HANDSHAKES(15, "too many connections logging in"),
    PROTOCOL_VIOLATION(16, "protocol violation"),
    SIGNAL_BACKLOG(17, "too much waits for a missing signal"),
    STREAMS_USED_UP(18, "too many signals on one connection");

    private final long code;
    private final String text;

    CloseReason(long code, String text) {
        this.code = code;
        this.text = text;
    }

    public long code() {
        return code;
    }

    public String text() {
        return text;
    }
}
