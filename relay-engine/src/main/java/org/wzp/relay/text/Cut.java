package org.wzp.relay.text;

import org.wzp.relay.wire.PrintableText;

/** How much of a text that somebody else wrote is shown, wherever it is shown; what could disturb a reader is escaped. */
public enum Cut {
    /** What somebody calls themselves. */
    ALIAS(40),
    /** A room, and what was asked for as one. */
    ROOM(40),
    /** Who gave a command. */
    ACTOR(64),
    /** A key of a file, and a word that stands where another should. */
    KEY(64),
    /** An identity that a token service made up. */
    IDENTITY(128),
    /** A value of a file. */
    VALUE(128),
    /** What an operator typed, their reasons among it, and the reason in a peer's close frame. */
    REASON(200),
    /** The reason of an operator as far as the person it is about reads it: a close frame is small. */
    TOLD_REASON(120),
    /** What is added to a refusal. */
    DETAIL(120),
    /** A program's own sentence about what went wrong. */
    PROBLEM(300),
    /** What a relay says that it is; its bytes are no more. */
    BUILD(256),
    /** All those whom a command named. */
    NAMED(2_000);

    private final int characters;

    Cut(int characters) {
        this.characters = characters;
    }

    /** The text, printable and at most so long; what is left out is an ellipsis. */
    public String of(String text) {
        return PrintableText.of(text, characters);
    }
}
