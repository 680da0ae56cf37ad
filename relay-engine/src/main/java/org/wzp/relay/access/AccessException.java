package org.wzp.relay.access;

/** The access rules could not be read or written. The message is for the operator and says what to do. */
public final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    public AccessException(String message, Throwable cause) {
        super(message, cause);
    }

    public AccessException(String message) {
        super(message);
    }
}
