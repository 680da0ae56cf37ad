package org.wzp.relay.api;

import java.util.Optional;

/**
 * Something in a file of the relay's that is wrong or has no effect. Its sentence is made in package {@code text}.
 *
 * @param file its path
 * @param place empty for what is not found again in it
 */
public record ConfigMistake(String file, Optional<TextPlace> place, What what) {

    /** What is wrong there. */
    public sealed interface What {}

    /** @param name such as {@code max_sessions} */
    public record Key(String name, Misfit what) implements What {}

    /**
     * One of several tables.
     *
     * @param head such as {@code [[peers]]}
     * @param number from 1
     */
    public record Table(String head, int number, Misfit what) implements What {}

    /** @param words of whoever read it, with their full stop; in English */
    public record Told(String words) implements What {}

    /** It is no text in UTF-8. */
    public record NoText() implements What {}

    /** @param words of the reader of TOML; in English, without a full stop */
    public record NoToml(String words) implements What {}
}
