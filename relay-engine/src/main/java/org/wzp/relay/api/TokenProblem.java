package org.wzp.relay.api;

/** What became of asking the token service, where it did not say that a token is good. */
public sealed interface TokenProblem {

    /** @param status of HTTP, that is no success */
    record Answered(int status) implements TokenProblem {}

    /** @param cause name of what went wrong on the way */
    record NotAsked(String cause) implements TokenProblem {}

    /** What needs no figure. */
    enum Plain implements TokenProblem {
        /** It says that the token is not valid. */
        NOT_VALID,
        NO_JSON,
        /** Its answer does not say whether the token is valid. */
        NO_VERDICT,
        NO_FINGERPRINT,
        NOT_IN_TIME,
        /** As many tokens as may be were being checked. */
        TOO_MANY,
        TOO_MANY_FROM_ADDRESS
    }
}
