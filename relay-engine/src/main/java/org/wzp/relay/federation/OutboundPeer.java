package org.wzp.relay.federation;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Problem;

/** One relay that is dialled: when next, and how it went. Confined to the federation's thread. */
final class OutboundPeer {
    /** Somebody may be about to press "Trust" at the other end. */
    private static final long NOT_TRUSTED_NANOS = 30_000_000_000L;

    private final FederationConfig.Peer peer;
    private final Backoff backoff;
    private long nextNanos;
    private boolean dialling;
    private long beganNanos;
    private int attempts;
    private Problem problem = Problem.NONE;
    private String detail = "";

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

    /** An attempt begins; answers with its number, from 0. */
    int begins(long nowNanos) {
        dialling = true;
        beganNanos = nowNanos;
        return attempts++;
    }

    void failed(Problem why, String what, long nowNanos) {
        dialling = false;
        problem = why;
        detail = what;
        nextNanos = nowNanos + backoff.next(why == Problem.NOT_TRUSTED_THERE ? NOT_TRUSTED_NANOS : Backoff.MOST_NANOS);
    }

    /** The attempt has come to its end: the link stands, or is over. */
    void arrived() {
        dialling = false;
    }

    /** The link speaks both ways. */
    void up() {
        problem = Problem.NONE;
        detail = "";
        backoff.reset();
    }

    /** Somebody asks for it now. */
    void now(long nowNanos) {
        backoff.reset();
        nextNanos = nowNanos;
    }
}
