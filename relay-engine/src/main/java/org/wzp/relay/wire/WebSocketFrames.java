package org.wzp.relay.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the WebSocket bridge converts and says (wire specification 10). */
public final class WebSocketFrames {
    /** The text after a good token, or unasked when no token is needed. */
    public static final String AUTH_OK = "{\"type\":\"auth_ok\"}";

    /** Error text when the validator refuses a token. */
    public static final String INVALID_TOKEN = "invalid token";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private WebSocketFrames() {}

    /** Appends the media packet that QUIC participants get for a browser's binary message: a zero header in front. */
    public static void writeMedia(ByteBuf out, ByteBuf binaryMessage) {
        out.writeZero(MediaHeader.BYTES);
        out.writeBytes(binaryMessage, binaryMessage.readerIndex(), binaryMessage.readableBytes());
    }

    /** What a browser gets of a valid media packet: the payload, as a view that shares the datagram's life. */
    public static ByteBuf payload(ByteBuf datagram) {
        return datagram.slice(datagram.readerIndex() + MediaHeader.BYTES, MediaHeader.payloadBytes(datagram));
    }

    /** The token in a browser's first message; empty when the connection must end without a word. */
    public static Optional<String> token(String message) {
        try {
            JsonNode json = JSON.readTree(message);
            boolean isAuth = "auth".equals(json.path("type").textValue());
            return isAuth ? Optional.ofNullable(json.path("token").textValue()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The text after a refused token; unlike the reference's it is escaped. */
    public static String authError(String error) {
        JsonWriter json = new JsonWriter();
        json.open('{').name("type").text("auth_error").name("error").text(error).close('}');
        return new String(json.toUtf8(), StandardCharsets.UTF_8);
    }
}
