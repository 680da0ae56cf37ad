package org.wzp.relay.api;

/** The relay could not start. The message is one or two sentences for the operator: what happened and what to do. */
public final class RelayStartException extends Exception {
    private static final long serialVersionUID = 1L;

    public RelayStartException(String message, Throwable cause) {
        super(message, cause);
    }

    public RelayStartException(String message) {
        super(message);
    }
}
