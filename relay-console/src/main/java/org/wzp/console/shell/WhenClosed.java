package org.wzp.console.shell;

import org.wzp.console.text.Texts;

/** What becomes of the relay when its window is closed. */
public enum WhenClosed {
    /** Asks if anybody would be cut off, else it ends. */
    ASK("closing.ask"),
    /** Ends at once, without a question. */
    END("closing.end"),
    /** Runs on without its window. */
    KEEP("closing.keep");

    private final String textKey;

    WhenClosed(String textKey) {
        this.textKey = textKey;
    }

    public String text() {
        return Texts.of(textKey);
    }
}
