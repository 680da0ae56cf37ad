package org.wzp.relay.api;

/**
 * Why a relay does not run, and what the operator is led to.
 *
 * @param subject where it can be mended
 */
public record RelayFailure(FailureCause cause, Subject subject) {
    /** About the relay as a whole. */
    public RelayFailure(FailureCause cause) {
        this(cause, new Subject.Relay());
    }
}
