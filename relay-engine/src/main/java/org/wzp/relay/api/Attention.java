package org.wzp.relay.api;

/**
 * Something the operator should know.
 *
 * @param severity how bad
 * @param notice what it is
 * @param subject what it is about
 */
public record Attention(Severity severity, Notice notice, Subject subject) {

    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }
}
