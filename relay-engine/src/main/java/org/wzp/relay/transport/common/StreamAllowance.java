package org.wzp.relay.transport.common;

import java.util.function.LongSupplier;

/**
 * How many streams of one kind a peer may have opened by now. quiche remembers the id of each for as long as the connection
 * lives (a hash set of 64-bit numbers, 9 to 18 bytes for each), so that streams that come and go would grow it without end.
 * An allowance that grows with time, and not a number for the whole life, because a peer that says something now and then
 * may stay as long as it likes, while one that opens streams as fast as it can ends within seconds.
 *
 * <p>The same for their bytes: quiche doubles the window of a peer that keeps up, whose stream or connection it is, and never
 * lets it shrink; in a window that is never filled from its beginning a peer can leave a piece in every second byte, 180 bytes
 * of memory each. It doubles while as much as half of it is read within two round trips, so what may be read at once bounds it
 * (at about four times that), and what was not used for a while must not be saved up: after a day it would be two gigabytes.
 * Confined to the loop.
 */
final class StreamAllowance {
    /** Before the login: token and offer, and a few that a peer may have sent too early. */
    static final int BEFORE_LOGIN = 16;

    /**
     * What who has logged in may open and send.
     *
     * @param atLogin streams at once
     * @param eachSecond and each second from then on
     * @param ofALife in all
     * @param bytesBesideLargest on all streams together, at once, beside a largest signal
     * @param bytesEachSecond of that comes back each second from the login on
     */
    record Limits(int atLogin, int eachSecond, int ofALife, int bytesBesideLargest, int bytesEachSecond) {
        /** Quiche's set holds the ids of a life in 131,072 places, 1.2 MB. At one a second it lasts for 31 hours. */
        static final Limits CLIENT = new Limits(2_048, 4, 114_688, 192 * 1024, 1024);

        /**
         * Another relay tells for all of its people and rooms: a list of a thousand is 120 KB, and is told anew at each change, at
         * most four times a second, and every 5 s; of all rooms when the link begins. 1,048,576 places, 9 MB; at ten a second it lasts for 25 hours.
         */
        static final Limits RELAY = new Limits(2_048, 200, 917_504, 8 * 1024 * 1024, 1024 * 1024);
    }

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final LongSupplier nanos;
    private final boolean limitedBeforeLogin;
    private Limits limits = Limits.CLIENT;
    private boolean loggedIn;
    private long loggedInAt;
    private int largest;
    private long taken;
    private long returnedUntilSecond;

    /**
     * @param largest largest signal taken at first, bytes
     * @param limitedBeforeLogin whether the peer has to log in; false for a relay that was dialled
     * @param nanos monotonic clock, ns
     */
    StreamAllowance(boolean limitedBeforeLogin, int largest, LongSupplier nanos) {
        this.limitedBeforeLogin = limitedBeforeLogin;
        this.largest = largest;
        this.nanos = nanos;
        if (!limitedBeforeLogin) {
            loggedIn();
        }
    }

    /** The peer is another relay. */
    void ofRelay() {
        limits = Limits.RELAY;
    }

    /** Streams of one kind that may be opened in all. */
    int ofALife() {
        return limits.ofALife();
    }

    /** The peer has proven who it is; again is a no-op. */
    void loggedIn() {
        if (!loggedIn) {
            loggedIn = true;
            loggedInAt = nanos.getAsLong();
        }
    }

    /** Whether the peer may open the stream with this number among those of its kind, from 0. */
    boolean admits(long number) {
        if (number < BEFORE_LOGIN) {
            return true;
        }
        if (!loggedIn || number >= limits.ofALife()) {
            return false;
        }
        return number < limits.atLogin() + secondsSinceLogin() * limits.eachSecond();
    }

    private long secondsSinceLogin() {
        return loggedIn ? (nanos.getAsLong() - loggedInAt) / NANOS_PER_SECOND : 0;
    }

    /** Largest signal taken from now on, bytes. */
    void largest(int bytes) {
        largest = bytes;
    }

    /** Takes so many more bytes; false when that is more than the peer may send at once. A relay's are not counted. */
    boolean takes(int bytes) {
        long second = secondsSinceLogin();
        taken = Math.max(0, taken - (second - returnedUntilSecond) * limits.bytesEachSecond()) + bytes;
        returnedUntilSecond = second;
        return !limitedBeforeLogin || taken <= largest + limits.bytesBesideLargest();
    }

    /** Whether the peer still has to log in. */
    boolean isBeforeLogin() {
        return limitedBeforeLogin && !loggedIn;
    }
}
