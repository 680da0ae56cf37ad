package org.wzp.relay.transport.direct;

import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.linux.PeerAddress;

/**
 * Where a client was before it apparently moved, and whether it still is there (RFC 9000, 9.3.3). Somebody near the path who sends
 * each packet again from his own address, and is first each time, looks like a client that has moved, and what the client itself
 * sends is a duplicate. That gives him away: who has moved sends nothing from the old address, and nobody sends one packet from
 * two addresses. So while a move is fresh, each packet from elsewhere is remembered by the last eight bytes of its seal, which
 * nobody can make without the keys. If the old address sends one of them again, the connection turns back at once and asks
 * the old address (a path of its own, so that QUIC sends it a {@code PATH_CHALLENGE}): the same could be done to a client that has
 * really moved, by somebody who writes its old address on its packets, but he can't answer for it. While the old address answers and goes on
 * sending, what comes from elsewhere is read and moves nothing.
 *
 * <p>RFC 9000 lets the newest packet alone decide, and says that a copier who is always first can't be told from a better route.
 * By the duplicates he can. Confined to the loop; times are in nanoseconds of {@link System#nanoTime}.
 */
final class PreviousAddress {
    /** So long after a move a packet that comes again counts. */
    static final long WATCH_NANOS = 2_000_000_000L;

    /** Who is asked has so long to answer: three probe timeouts of a new path (RFC 9000, 8.2.4). */
    static final long ANSWER_NANOS = 3_000_000_000L;

    /** Who sends nothing for so long, while packets come from elsewhere, has left. */
    static final long SILENCE_NANOS = 500_000_000L;

    /** An answer is good for so long, and twice as long each time; then, while copies still come, it is asked again. */
    static final long KEEP_NANOS = 30_000_000_000L;

    /** After so long without copies the next packet from elsewhere is followed at once again. */
    static final long CALM_NANOS = 60_000_000_000L;

    /** Packets from elsewhere that are remembered. */
    private static final int MARKS = 128;

    /** What to do with a packet while the connection is kept where it was. */
    enum Verdict {
        /** It belongs to the path that the client is kept on. */
        STAY,
        /** Likewise, on a new path, so that the address is asked once more. */
        ASK,
        /** The client is no longer kept: it has left, or nobody has copied for long. */
        FOLLOW
    }

    private enum Stage {
        FREE,
        WATCHED,
        ASKED,
        KEPT
    }

    private final PeerAddress address = new PeerAddress();
    private Stage stage = Stage.FREE;
    private long watchedNanos;

    private long @Nullable [] marks;
    private int marked;

    private int path;
    private boolean asked;
    private long askedNanos;
    /** How long its last answer is good. */
    private long keepNanos = KEEP_NANOS / 2;

    private long keptNanos;

    private boolean elsewhere;
    private long elsewhereSinceNanos;
    private long elsewhereNanos;

    /** A client that was there has apparently moved. */
    void watch(PeerAddress from, long now) {
        address.copy(from);
        stage = Stage.WATCHED;
        watchedNanos = now;
        marked = 0;
        if (marks == null) {
            marks = new long[MARKS];
        }
    }

    boolean isWatched(long now) {
        if (stage == Stage.WATCHED && now - watchedNanos > WATCH_NANOS) {
            stage = Stage.FREE;
        }
        return stage == Stage.WATCHED;
    }

    /** While {@link #isWatched}: a packet that nobody had sent before came from another address than this. */
    void remember(long mark) {
        if (marks != null) {
            marks[marked++ % MARKS] = mark;
        }
    }

    /** While {@link #isWatched}: whether a packet came from elsewhere before. */
    boolean isCopied(long mark) {
        for (int i = 0; marks != null && i < Math.min(marked, MARKS); i++) {
            if (marks[i] == mark) {
                return true;
            }
        }
        return false;
    }

    PeerAddress address() {
        return address;
    }

    /** Whether the client is kept here, whatever comes from elsewhere. */
    boolean isKept() {
        return stage == Stage.ASKED || stage == Stage.KEPT;
    }

    /** While {@link #isKept}: number of the path that the client is kept on. */
    int path() {
        return path;
    }

    /** The client is kept here, on a path that is yet to be proven. */
    void keepOn(int newPath, long now) {
        stage = Stage.ASKED;
        path = newPath;
        asked = false;
        elsewhere = false;
        elsewhereNanos = now;
    }

    /** Its path was made: what is sent next asks it. */
    void asked(long now) {
        asked = true;
        askedNanos = now;
    }

    /** It has answered. */
    void answered(long now) {
        stage = Stage.KEPT;
        keptNanos = now;
        keepNanos *= 2;
    }

    /** Whether it was asked and has not answered. */
    boolean isUnanswered() {
        return stage == Stage.ASKED && asked;
    }

    /** The client is followed again. */
    void release() {
        stage = Stage.FREE;
    }

    /** While {@link #isKept}: a packet came from here. */
    void heard() {
        elsewhere = false;
    }

    /** While {@link #isKept}: a packet came from elsewhere. */
    Verdict heardElsewhere(long now) {
        long before = elsewhereNanos;
        elsewhereNanos = now;
        if (!elsewhere) {
            elsewhere = true;
            elsewhereSinceNanos = now;
        }
        if (now - elsewhereSinceNanos > SILENCE_NANOS) {
            return Verdict.FOLLOW;
        }
        if (stage == Stage.ASKED) {
            return asked && now - askedNanos > ANSWER_NANOS ? Verdict.FOLLOW : Verdict.STAY;
        }
        if (now - before > CALM_NANOS) {
            return Verdict.FOLLOW;
        }
        return now - keptNanos > keepNanos ? Verdict.ASK : Verdict.STAY;
    }
}
