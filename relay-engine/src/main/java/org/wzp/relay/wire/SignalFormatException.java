package org.wzp.relay.wire;

/** A message that is no known signal. The text says why; it is short and safe to log. */
public final class SignalFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public SignalFormatException(String reason) {
        super(reason);
    }

    SignalFormatException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
