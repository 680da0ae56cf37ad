package org.wzp.relay.access;

import org.wzp.relay.api.FailureCause;
import org.wzp.relay.text.StartWords;

/** The file of the access rules is of no use, so that no relay can start with it. The message says what to do. */
public final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FailureCause why;

    AccessException(FailureCause why, Throwable cause) {
        super(StartWords.english(why), cause);
        this.why = why;
    }

    /** The same in values. */
    public FailureCause why() {
        return why;
    }
}
