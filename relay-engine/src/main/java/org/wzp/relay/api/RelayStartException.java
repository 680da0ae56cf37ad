package org.wzp.relay.api;

import org.jspecify.annotations.Nullable;

/** The relay could not start. The message is one or two sentences for the operator: what happened and what to do. */
public final class RelayStartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RelayFailure failure;

    /** @param message the failure in English words, as package {@code text} makes them */
    public RelayStartException(String message, RelayFailure failure, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /** The same in values, and what it is about. */
    public RelayFailure failure() {
        return failure;
    }
}
