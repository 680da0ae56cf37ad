package org.wzp.console.history;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one type are kept: in memory as the difference to the same value a second before, in files as JSON.
 * Stateless.
 */
interface Shape {
    /** @param before what the reader will have as the value before; null when there is none */
    void write(ByteSink out, Object value, @Nullable Object before);

    Object read(ByteSource in, @Nullable Object before);

    JsonNode toJson(Object value);

    /**
     * @param node a missing node for what the file's writer did not know
     * @throws IllegalArgumentException if that is no such value
     */
    Object fromJson(JsonNode node);
}
