package org.wzp.relay.api;

/**
 * Something the operator should know.
 *
 * @param severity how bad
 * @param text one sentence, says what to do
 * @param subject what it is about
 */
public record Attention(Severity severity, String text, Subject subject) {

    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }
}
