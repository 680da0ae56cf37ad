package org.wzp.relay.api;

import java.util.Optional;

/**
 * Something the operator should know, with its place.
 *
 * @param severity how bad
 * @param text one sentence, says what to do
 * @param place where in the console it leads: {@code overview}, {@code rooms}, {@code access}, {@code contention}
 * @param subject what it is about there; empty when it is about no single thing
 */
public record Attention(Severity severity, String text, String place, Optional<Subject> subject) {
    /** About no single thing. */
    public Attention(Severity severity, String text, String place) {
        this(severity, text, place, Optional.empty());
    }

    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }
}
