package org.wzp.relay.api;

import java.util.OptionalInt;

/**
 * A place in a file.
 *
 * @param line from 1
 * @param column from 1, in characters; empty where only the line is known
 */
public record TextPlace(int line, OptionalInt column) {
    public TextPlace(int line, int column) {
        this(line, OptionalInt.of(column));
    }
}
