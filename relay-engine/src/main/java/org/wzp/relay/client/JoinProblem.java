package org.wzp.relay.client;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.wzp.relay.wire.SocketAddressText;

/** Why a client could not get through to a relay, in words. */
public final class JoinProblem {
    private JoinProblem() {}

    /** @param patienceSeconds how long it waited before it gave up */
    public static String inWords(CompletionException problem, InetSocketAddress relay, long patienceSeconds) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return cause instanceof TimeoutException
                ? "No answer from " + SocketAddressText.of(relay).text() + " within " + patienceSeconds
                        + " s. Is a relay running there, and does UDP reach it?"
                : String.valueOf(cause.getMessage());
    }
}
