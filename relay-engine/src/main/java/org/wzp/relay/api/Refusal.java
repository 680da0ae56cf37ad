package org.wzp.relay.api;

/** Why somebody was refused: counted by its key, told to the operator in its words. */
public enum Refusal {
    BAD_ROOM_NAME("bad-room-name", "asked for something that is no room name"),
    NOT_SERVED("not-served", "asked for a service this relay does not offer yet"),
    CALL_ROOM("call-room", "asked for a call's room, but no such call is registered"),
    SILENT("silent", "connected and said nothing"),
    LOGIN_TIMEOUT("login-timeout", "did not finish its login in time"),
    UNEXPECTED_SIGNAL("unexpected-signal", "sent something else than its login"),
    UNREADABLE_SIGNAL("unreadable-signal", "sent an unreadable signal before login"),
    BAD_SIGNATURE("bad-signature", "the offer's signature or keys are wrong"),
    REPLAYED_OFFER("replayed-offer", "sent a login that was used before; somebody may have copied it"),
    TOKEN_MISSING("token-missing", "sent no token, and this relay asks for one"),
    TOKEN_REFUSED("token-refused", "its token was refused"),
    TOKEN_TIMEOUT("token-timeout", "the token service did not answer in time"),
    TOKEN_ERROR("token-error", "the token service could not be asked"),
    TOKEN_BUSY("token-busy", "too many tokens are being checked already"),
    RELAY_FULL("relay-full", "all sessions are taken"),
    ADDRESS_FULL("address-full", "its address has as many people here as one may"),
    ADDRESS_JOINS("address-joins", "its address joins too often"),
    IDENTITY_JOINS("identity-joins", "this identity joins too often"),
    BANNED("banned", "banned"),
    NOT_ALLOWED("not-allowed", "the room's policy does not let it in"),
    SHUTTING_DOWN("shutting-down", "the relay is stopping"),
    DRAINING("draining", "the relay is about to stop and lets nobody new in"),
    INTERNAL("internal-error", "the relay failed while admitting it; see the log");

    private final String key;
    private final String sentence;

    Refusal(String key, String sentence) {
        this.key = key;
        this.sentence = sentence;
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
