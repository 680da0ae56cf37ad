package org.wzp.relay.identity;

import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.text.StartWords;

/** The identity file can't be used. The text says what happened and what to do; it is meant for the operator. */
public final class IdentityFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FailureCause why;

    IdentityFileException(FailureCause why, @Nullable Throwable cause) {
        super(StartWords.english(why), cause);
        this.why = why;
    }

    /** The same in values. */
    public FailureCause why() {
        return why;
    }
}
