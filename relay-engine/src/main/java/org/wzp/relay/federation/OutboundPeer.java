package org.wzp.relay.federation;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Problem;

/** One relay that is dialled: when next, and how it went. Confined to the federation's thread. */
final class OutboundPeer {
    /** Somebody may be about to press "Trust" at the other end: the two operators are on the phone. */
    private static final long ASKED_NANOS = 2_000_000_000L;

    /** Refusals in a row after which nobody is waiting for it any more: some five minutes. */
    private static final int MOST_ASKED = 150;

    private static final long NOT_TRUSTED_NANOS = 30_000_000_000L;

    private final FederationConfig.Peer peer;
    private final Backoff backoff;
    private long nextNanos;
    private boolean dialling;
    private long beganNanos;
    private int attempts;
    private int refusals;
    private Problem problem = Problem.NONE;
    private String detail = "";
    private @Nullable Instant downSince;

    OutboundPeer(FederationConfig.Peer peer, RandomGenerator random, long nowNanos) {
        this.peer = peer;
        this.backoff = new Backoff(random);
        this.nextNanos = nowNanos;
    }

    FederationConfig.Peer peer() {
        return peer;
    }

    /** An attempt of which nothing was heard for as long as the longest wait is over: its answer found a full queue. */
    boolean isDue(long nowNanos) {
        boolean under = dialling && nowNanos - beganNanos < Backoff.MOST_NANOS;
        return !under && nowNanos - nextNanos >= 0;
    }

    boolean isDialling() {
        return dialling;
    }

    /** When it is dialled next, by the monotonic clock. */
    long nextNanos() {
        return nextNanos;
    }

    Problem problem() {
        return problem;
    }

    Optional<String> detail() {
        return Optional.of(detail).filter(said -> !said.isEmpty());
    }

    /** Since when something has stood in the way of a link; empty while nothing does. */
    Optional<Instant> downSince() {
        return Optional.ofNullable(downSince);
    }

    /** An attempt begins; answers with its number, from 0. */
    int begins(long nowNanos) {
        dialling = true;
        beganNanos = nowNanos;
        return attempts++;
    }

    void failed(Problem why, String what, long nowNanos, Instant at) {
        dialling = false;
        if (why == Problem.NONE) {
            downSince = null;
        } else if (downSince == null) {
            downSince = at;
        }
        problem = why;
        detail = what;
        refusals = why == Problem.NOT_TRUSTED_THERE ? refusals + 1 : 0;
        nextNanos = nowNanos + backoff.next(mostNanos());
    }

    /** How long the next attempt may be put off. */
    private long mostNanos() {
        if (refusals == 0) {
            return Backoff.MOST_NANOS;
        }
        return refusals <= MOST_ASKED ? ASKED_NANOS : NOT_TRUSTED_NANOS;
    }

    /** The attempt has come to its end: the link stands, or is over. */
    void arrived() {
        dialling = false;
    }

    /** The link speaks both ways. */
    void up() {
        refusals = 0;
        problem = Problem.NONE;
        downSince = null;
        detail = "";
        backoff.reset();
    }

    /** Somebody asks for it now. */
    void now(long nowNanos) {
        refusals = 0;
        backoff.reset();
        nextNanos = nowNanos;
    }
}
