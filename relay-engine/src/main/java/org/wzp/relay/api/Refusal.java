package org.wzp.relay.api;

/** Why somebody was refused: counted by its key. Its words are made in package {@code text}. */
public enum Refusal {
    BAD_ROOM_NAME("bad-room-name"),
    NOT_SERVED("not-served"),
    CALL_ROOM("call-room"),
    SILENT("silent"),
    LOGIN_TIMEOUT("login-timeout"),
    UNEXPECTED_SIGNAL("unexpected-signal"),
    UNREADABLE_SIGNAL("unreadable-signal"),
    BAD_SIGNATURE("bad-signature"),
    REPLAYED_OFFER("replayed-offer"),
    TOKEN_MISSING("token-missing"),
    TOKEN_REFUSED("token-refused"),
    TOKEN_TIMEOUT("token-timeout"),
    TOKEN_ERROR("token-error"),
    TOKEN_BUSY("token-busy"),
    RELAY_FULL("relay-full"),
    ADDRESS_FULL("address-full"),
    ADDRESS_JOINS("address-joins"),
    IDENTITY_JOINS("identity-joins"),
    BANNED("banned"),
    NOT_ALLOWED("not-allowed"),
    SHUTTING_DOWN("shutting-down"),
    DRAINING("draining"),
    INTERNAL("internal-error");

    private final String key;

    Refusal(String key) {
        this.key = key;
    }

    /** Stable name for metrics and tables. */
    public String key() {
        return key;
    }
}
