package org.wzp.relay.access;

/** The file of the access rules is of no use, so that no relay can start with it. The message says what to do. */
public final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    AccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
