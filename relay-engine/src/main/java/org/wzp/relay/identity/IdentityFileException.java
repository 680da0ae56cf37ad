package org.wzp.relay.identity;

/** The identity file can't be used. The text says what happened and what to do; it is meant for the operator. */
public final class IdentityFileException extends Exception {
    private static final long serialVersionUID = 1L;

    IdentityFileException(String message) {
        super(message);
    }

    IdentityFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
