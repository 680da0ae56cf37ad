package org.wzp.relay.text;

import org.wzp.relay.api.DropCause;

/** Why packets were dropped, as an operator can use it: what happened, and what helps. */
public final class DropWords {
    private DropWords() {}

    /** Continues a sentence; without a full stop. */
    public static String of(DropCause cause, Speech speech) {
        return speech.say("drop." + cause.key());
    }
}
