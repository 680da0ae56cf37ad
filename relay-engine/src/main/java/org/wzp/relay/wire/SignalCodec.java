package org.wzp.relay.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Signals to JSON, byte for byte as the reference writes it, and back (wire specification 7). More lenient than the
 * reference in one thing: offered profiles with an unknown codec are skipped. Safe for any number of threads.
 */
public final class SignalCodec {
    /** Largest message on a stream, in bytes of JSON (wire specification 1.5). */
    public static final int MAX_BYTES = 1_048_576;

    /** Size of the big-endian length in front of a message on a stream. */
    public static final int LENGTH_BYTES = 4;

    /** The reference's parser gives up at 128 levels. */
    private static final int MAX_NESTING = 127;

    private static final int REASON_CHARS = 160;

    // no table of names that strangers could fill: names are compared as they come
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(MAX_BYTES)
                    .build())
            .build();

    /** So many of its first bytes tell how long a message may be. */
    public static final int HEAD_BYTES = SignalBounds.HEAD_BYTES;

    private SignalCodec() {}

    /**
     * How many bytes of JSON a message may have, as its kind says. Costs no more for a long one.
     *
     * @param bytes with the first {@link #HEAD_BYTES} of the message, or all of it
     * @param from where it begins in there
     */
    public static int bound(byte[] bytes, int from) {
        return SignalBounds.of(bytes, from);
    }

    /** The JSON text in UTF-8. */
    public static byte[] encode(SignalMessage message) {
        JsonWriter json = new JsonWriter();
        new SignalWriter(json).write(message);
        return json.toUtf8();
    }

    /** What goes on a stream: four bytes of length, then the JSON text. */
    public static byte[] encodeFrame(SignalMessage message) {
        byte[] json = encode(message);
        return ByteBuffer.allocate(LENGTH_BYTES + json.length)
                .putInt(json.length)
                .put(json)
                .array();
    }

    /**
     * @param json the whole message without its length
     * @throws SignalFormatException when it is no known signal, with a reason that is safe to log
     */
    public static SignalMessage decode(byte[] json) throws SignalFormatException {
        int bound = bound(json, 0);
        if (json.length > bound) {
            throw tooLong(json.length, bound);
        }
        try (JsonParser parser = JSON.createParser(utf8(json))) {
            return new SignalReader(parser).readAll();
        } catch (StreamConstraintsException e) {
            throw new SignalFormatException("The JSON is nested too deep or holds too long a value.", e);
        } catch (JsonProcessingException e) {
            String problem = PrintableText.of(e.getOriginalMessage(), REASON_CHARS);
            throw new SignalFormatException("The JSON can't be read: " + problem, e);
        } catch (IOException e) {
            throw new UncheckedIOException("A parser without a source reported an I/O error.", e);
        }
    }

    /**
     * Reads all readable bytes; the indices stay.
     *
     * @throws SignalFormatException when they are no known signal
     */
    public static SignalMessage decode(ByteBuf json) throws SignalFormatException {
        return decode(ByteBufUtil.getBytes(json));
    }

    /** What is wrong with a message that is longer than its kind may be. */
    public static SignalFormatException tooLong(int bytes, int bound) {
        return new SignalFormatException("The message has " + bytes + " bytes; its kind may have " + bound + ".");
    }

    /** Decoded here and strictly, since Jackson takes other encodings and overlong forms too. */
    private static String utf8(byte[] bytes) throws SignalFormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SignalFormatException("The message is not valid UTF-8.", e);
        }
    }
}
