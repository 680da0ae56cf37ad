package org.wzp.relay.text;

import org.wzp.relay.api.TokenProblem;

/** What the token service did, in words for the operator. */
final class TokenWords {
    private TokenWords() {}

    /** Fits in brackets: {@code the token service answered 503}. */
    static String of(TokenProblem problem, Speech speech) {
        return switch (problem) {
            case TokenProblem.Answered answered -> speech.say("token.answered", String.valueOf(answered.status()));
            case TokenProblem.NotAsked not -> speech.say("token.not-asked", not.cause());
            case TokenProblem.Plain plain ->
                speech.say(
                        switch (plain) {
                            case NOT_VALID -> "token.not-valid";
                            case NO_JSON -> "token.no-json";
                            case NO_VERDICT -> "token.no-verdict";
                            case NO_FINGERPRINT -> "token.no-fingerprint";
                            case NOT_IN_TIME -> "token.not-in-time";
                            case TOO_MANY -> "token.too-many";
                            case TOO_MANY_FROM_ADDRESS -> "token.too-many-from-address";
                        });
        };
    }
}
