package org.wzp.relay.text;

import org.wzp.relay.api.TokenProblem;

/** What the token service did, in words for the operator. */
public final class TokenWords {
    private TokenWords() {}

    /** Fits in brackets: {@code the token service answered 503}. */
    static String of(TokenProblem problem) {
        return switch (problem) {
            case TokenProblem.Answered answered -> "the token service answered " + answered.status();
            case TokenProblem.NotAsked not -> "the token service could not be asked: " + not.cause();
            case TokenProblem.Plain plain ->
                switch (plain) {
                    case NOT_VALID -> "the token service says it is not valid";
                    case NO_JSON -> "the token service did not answer with JSON";
                    case NO_VERDICT -> "the token service's answer has no \"valid\"";
                    case NO_FINGERPRINT -> "the token service named no fingerprint";
                    case NOT_IN_TIME -> "the token service did not answer in time";
                    case TOO_MANY -> "too many tokens are being checked";
                    case TOO_MANY_FROM_ADDRESS -> "too many tokens from that address are being checked";
                };
        };
    }

    /**
     * That nobody can log in.
     *
     * @param host of the service
     * @param people who were turned away since it last answered
     */
    public static String unusable(String host, TokenProblem problem, int people) {
        return "Nobody new can join: the token service " + host + " can't be used (" + of(problem) + "; "
                + Numbers.whole(people) + (people == 1 ? " was" : " were")
                + " turned away since it last answered). Check the service and auth_url.";
    }
}
