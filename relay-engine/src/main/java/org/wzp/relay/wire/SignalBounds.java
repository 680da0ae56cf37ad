package org.wzp.relay.wire;

import java.util.Map;

/**
 * How long a signal of each kind may be, found out from its first bytes, before a parser makes anything of it: stock ones
 * are far below, and a megabyte of numbers inside a {@code Ping} held up everybody's media.
 */
final class SignalBounds {
    /** As many bytes at the start tell the kind of every signal that a stock program writes. */
    static final int HEAD_BYTES = 64;

    /** A few short fields. Also for what has no name that is known, or hides it behind escapes or blanks. */
    private static final int SHORT = 2_048;

    /** A token, or an offer with its profiles (under 2 KiB from stock clients, wire specification F31). */
    private static final int LOGIN = 16_384;

    /** Lists of people, which may be as long as a signal can be. */
    private static final int LIST = SignalCodec.MAX_BYTES;

    private static final Map<String, Integer> LONGER = Map.ofEntries(
            Map.entry("AuthToken", LOGIN),
            Map.entry("CallOffer", LOGIN),
            Map.entry("CallAnswer", LOGIN),
            Map.entry("RegisterPresence", LOGIN),
            Map.entry("DirectCallOffer", LOGIN),
            Map.entry("DirectCallAnswer", LOGIN),
            Map.entry("CallSetup", LOGIN),
            Map.entry("RouteResponse", LOGIN),
            Map.entry("FederationProof", LOGIN),
            Map.entry("FederatedSignalForward", 2 * LOGIN),
            Map.entry("RoomUpdate", LIST),
            Map.entry("PresenceUpdate", LIST),
            Map.entry("GlobalRoomActive", LIST));

    private SignalBounds() {}

    /**
     * @param json holds the first bytes of the message, at least {@link #HEAD_BYTES} unless it is shorter
     * @param from where the message begins in there
     */
    static int of(byte[] json, int from) {
        int end = Math.min(json.length, from + HEAD_BYTES);
        int at = afterBlanks(json, from, end);
        if (at < end && json[at] == '{') {
            at = afterBlanks(json, at + 1, end);
        }
        if (at >= end || json[at] != '"') {
            return SHORT;
        }
        StringBuilder name = new StringBuilder(HEAD_BYTES);
        for (at++; at < end && json[at] != '"'; at++) {
            name.append((char) (json[at] & 0xff));
        }
        return LONGER.getOrDefault(name.toString(), SHORT);
    }

    private static int afterBlanks(byte[] json, int from, int end) {
        int at = from;
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at;
    }
}
