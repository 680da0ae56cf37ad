package org.wzp.relay.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Room names, which travel as TLS server names (wire specification 2.1 and 3). */
public final class RoomName {
    /** The room of clients that send no server name. */
    public static final String DEFAULT = "default";

    /** What the names of direct calls' rooms begin with. */
    public static final String CALL_PREFIX = "call-";

    public static final int MAX_CHARS = 253;

    private static final String HASH_PREFIX = "featherchat-group:";
    private static final int HASHED_BYTES = 16;
    private static final int MAX_LABEL_CHARS = 63;

    private RoomName() {}

    /**
     * How a stock client asks for a room.
     *
     * @param serverName what goes into the TLS extension; empty sends none
     * @param room the room in which the relay puts the client
     */
    public record Request(Optional<String> serverName, String room) {}

    /** Empty when a stock client could not ask for that room at all. */
    public static Optional<Request> request(String text) {
        if (isServerName(text)) {
            String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
            return Optional.of(new Request(Optional.of(name), name.toLowerCase(Locale.ROOT)));
        }
        return SocketAddressText.isIpLiteral(text)
                ? Optional.of(new Request(Optional.empty(), DEFAULT))
                : Optional.empty();
    }

    /** What a received server name selects; empty when it is no name. Without one, the selector is {@link #DEFAULT}. */
    public static Optional<String> ofServerName(Optional<String> serverName) {
        return serverName.isEmpty()
                ? Optional.of(DEFAULT)
                : request(serverName.get()).map(Request::room);
    }

    /** The room that an operator, a file or a command line means; empty for what no client could ask for by name. */
    public static Optional<String> ofText(String text) {
        String name = text.strip();
        return isServerName(name) ? request(name).map(Request::room) : Optional.empty();
    }

    /** The syntax that both ends accept, with one trailing dot or without. */
    public static boolean isServerName(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty() || name.length() > MAX_CHARS) {
            return false;
        }
        String[] labels = name.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return !labels[labels.length - 1].chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= MAX_LABEL_CHARS
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(RoomName::isLabelCharacter);
    }

    private static boolean isLabelCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /** The room of a direct call. */
    public static boolean isCall(String room) {
        return room.startsWith(CALL_PREFIX);
    }

    /** {@code hash_room_name}: 32 hex digits, under which the browser bridge asks for a room. */
    public static String hashed(String room) {
        return HexFormat.of().formatHex(sha256(HASH_PREFIX + room), 0, HASHED_BYTES);
    }

    /** {@code room_hash}: the tag of federation datagrams, its eight bytes big-endian. */
    public static long federationHash(String canonicalRoom) {
        return ByteBuffer.wrap(sha256(canonicalRoom)).getLong();
    }

    /**
     * The name that a local room has across federation: calls and configured names their own, a hashed name the
     * configured one behind it. Empty when the room is not global.
     */
    public static Optional<String> canonical(String localRoom, Collection<String> configuredGlobalRooms) {
        if (isCall(localRoom) || configuredGlobalRooms.contains(localRoom)) {
            return Optional.of(localRoom);
        }
        return configuredGlobalRooms.stream()
                .filter(room -> hashed(room).equals(localRoom))
                .findFirst();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
