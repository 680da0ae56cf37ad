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
    STREAMS_USED_UP(18, "too many signals on one connection"),
    TOKEN_SERVICE_DOWN(19, "the token service can't be asked"),
    TOO_MANY_FROM_ADDRESS(20, "too many people from this address"),
    TOO_MANY_JOINS(21, "joins too often"),
    TOO_MANY_SIGNALS(22, "too many signals"),
    REPLAYED_LOGIN(23, "this login was used before"),
    MADE_ROOM(24, "no login yet, and others were waiting"),
    TOO_MUCH_BEFORE_LOGIN(25, "too much sent before the login"),
    RELAY_NOT_TRUSTED(26, "this relay is not trusted here"),
    RELAY_UNPROVEN(27, "could not prove which relay it is"),
    LINK_REPLACED(28, "another link to this relay is kept"),
    LINK_SILENT(29, "nothing came over this link"),
    LINK_REMOVED(30, "link removed by the operator"),
    DRAINING(31, "relay about to stop, nobody new is let in");

    /** The close frame has to fit into the smallest packet of QUIC, 1200 bytes (RFC 9000, 14), beside its headers. */
    public static final int MAX_WORDS_BYTES = 600;

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

    /**
     * What the peer reads: the words, cut to {@link #MAX_WORDS_BYTES} of UTF-8 between two characters, or this reason's text
     * if they are empty.
     */
    public String words(String words) {
        if (words.isEmpty()) {
            return text;
        }
        int bytes = 0;
        int end = 0;
        while (end < words.length()) {
            int codePoint = words.codePointAt(end);
            bytes += utf8Bytes(codePoint);
            if (bytes > MAX_WORDS_BYTES) {
                return words.substring(0, end);
            }
            end += Character.charCount(codePoint);
        }
        return words;
    }

    /** RFC 3629, section 3. */
    private static int utf8Bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
