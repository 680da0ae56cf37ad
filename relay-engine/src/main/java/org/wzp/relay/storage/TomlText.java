package org.wzp.relay.storage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * TOML read and written. Reading needs the parser only: jackson's mapper brings what turns objects of any class into text and
 * back, several hundred classes, which every start of the relay would load for nothing. Any thread.
 */
public final class TomlText {
    private static final TomlFactory PARSERS = new TomlFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TomlText() {}

    /** What writes; made when something is first written. */
    private static final class Writer {
        static final TomlMapper MAPPER = new TomlMapper();

        private Writer() {}
    }

    /** The text's tables; an empty one for a text that says nothing. */
    public static ObjectNode read(String text) throws JsonProcessingException {
        try (JsonParser parser = PARSERS.createParser(text)) {
            JsonToken first = parser.nextToken();
            return first == JsonToken.START_OBJECT ? table(parser) : NODES.objectNode();
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            // of a text in memory
            throw new UncheckedIOException(e);
        }
    }

    /** Its keys and values, one on a line. */
    public static String write(ObjectNode table) throws JsonProcessingException {
        return Writer.MAPPER.writeValueAsString(table);
    }

    private static ObjectNode table(JsonParser parser) throws IOException {
        ObjectNode table = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            table.set(key, node(parser, value));
        }
        return table;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            array.add(node(parser, next));
        }
        return array;
    }

    private static JsonNode node(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> table(parser);
            case START_ARRAY -> array(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_DECIMAL
                        ? NODES.numberNode(parser.getDecimalValue())
                        : NODES.numberNode(parser.getDoubleValue());
            // dates and times as well: TOML has them, no setting of ours is one
            default -> NODES.textNode(parser.getText());
        };
    }
}
