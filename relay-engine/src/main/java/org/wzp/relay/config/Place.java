package org.wzp.relay.config;

/**
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(int line, int column) {
    /** As it goes after the name of a file. */
    String text() {
        return ", line " + line + ", column " + column;
    }
}
