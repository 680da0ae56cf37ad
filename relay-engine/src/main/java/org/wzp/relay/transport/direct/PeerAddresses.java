package org.wzp.relay.transport.direct;

import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.linux.PeerAddress;
import org.wzp.relay.transport.linux.SocketAddresses;

/**
 * The addresses that one client has come from, over the few paths that quiche can have in a connection's life: it keeps each
 * for good, and refuses every packet from elsewhere once there are as many as it may have. So the first {@link #MOST}
 * addresses, of one machine the first {@link #MOST_OF_A_HOST}, are paths of their own, each proven by quiche before it is
 * used. Another port of a machine that has its share, as a NAT gives one whenever it forgets, takes over the proven path of
 * that machine that was used least recently: quiche goes on seeing the address that the path began with, and packets are
 * readdressed on the way in and out. Such a port is not proven again, so this must never be another machine: a client could
 * write anybody's address on a packet and send the media of its rooms there. Beyond its paths a client is not followed to
 * machines that it has not been at; its connection ends by being silent, and it comes again.
 *
 * <p>Who copies a client's packets from an address of his own is not followed for long, see {@link PreviousAddress}. The client's
 * own address then gets a further path, which quiche sees at an address that nobody has, as it does one whose address it
 * knows already from a path that means another one by now.
 *
 * <p>Made at a client's first change of address; confined to the loop.
 */
final class PeerAddresses {
    /** Paths that quiche is asked to keep for a client. */
    static final int MOST = 16;

    /** Of which one machine (an IP address) may have so many before its ports share them. */
    static final int MOST_OF_A_HOST = 4;

    private static final int NONE = -1;

    private enum State {
        UNPROVEN,
        PROVEN,
        /** quiche can't use this path any more, or who is there has not answered. */
        FAILED
    }

    /** One of quiche's paths. */
    private static final class Path {
        /** What quiche takes for the peer's address. */
        final PeerAddress alias = new PeerAddress();
        /** Where it is. */
        final PeerAddress real = new PeerAddress();

        State state = State.UNPROVEN;
        long heardNanos;
        boolean moved;

        /** What quiche takes for this address is that one. */
        void leadsTo(PeerAddress address) {
            real.copy(address);
            moved = true;
        }
    }

    private final Path[] paths = new Path[MOST];
    private final PreviousAddress previous = new PreviousAddress();
    private int count = 1;
    private boolean anyMoved;
    /** The one that quiche said last it sends to. */
    private int current;
    /** The one that the last packet came on that nobody had sent before. */
    private int last;

    private int arrived;
    private long arrivedMark;

    PeerAddresses(PeerAddress first, long now) {
        for (int i = 0; i < MOST; i++) {
            paths[i] = new Path();
        }
        paths[0].alias.copy(first);
        paths[0].real.copy(first);
        paths[0].state = State.PROVEN;
        paths[0].heardNanos = now;
    }

    /**
     * Before a packet is given to quiche: writes the address that quiche shall see over the one it came from.
     *
     * @param mark what the packet, and each copy of it, is known by
     * @return false when {@link #accepted} has to tell that quiche could read it
     */
    boolean arrive(long from, long mark, long now) {
        arrivedMark = mark;
        if (isKept(from, now)) {
            return arriveOnKept(from, now);
        }
        arrived = paths[last].real.is(from) && paths[last].state != State.FAILED ? last : find(from);
        if (arrived != NONE) {
            Path path = paths[arrived];
            path.heardNanos = now;
            if (path.moved) {
                path.alias.write(from);
            }
            return arrived == last && !previous.isWatched(now);
        }
        arrived = pathFor(from);
        if (arrived == count) {
            begin(from);
        }
        if (arrived != NONE) {
            paths[arrived].alias.write(from);
        }
        return false;
    }

    /** Whether what comes from there counts as from the address where the client was, because that is where it still is. */
    private boolean isKept(long from, long now) {
        boolean here = previous.address().is(from);
        if (!previous.isKept()) {
            boolean copied = here && previous.isWatched(now) && previous.isCopied(arrivedMark) && count < MOST;
            if (copied) {
                // what quiche still sends to the copier's path goes to the client; that path never leads to the copier
                // again
                paths[last].leadsTo(previous.address());
                anyMoved = true;
                previous.keepOn(count, now);
            }
            return copied;
        }
        if (here) {
            previous.heard();
            return true;
        }
        PreviousAddress.Verdict verdict = previous.heardElsewhere(now);
        if (verdict == PreviousAddress.Verdict.STAY) {
            return true;
        }
        if (verdict == PreviousAddress.Verdict.ASK && count < MOST) {
            previous.keepOn(count, now);
            return true;
        }
        release();
        return false;
    }

    /** Follows the client again; an address that was asked and has not answered has to be proven anew before it is believed. */
    private void release() {
        if (previous.isUnanswered()) {
            for (int i = 0; i < count; i++) {
                if (paths[i].real.is(previous.address())) {
                    paths[i].state = State.FAILED;
                }
            }
        }
        previous.release();
    }

    private boolean arriveOnKept(long from, long now) {
        arrived = previous.path();
        Path path = paths[arrived];
        if (arrived == count) {
            SocketAddresses.writeNobody(from, count);
            path.alias.remember(from);
            return false;
        }
        path.heardNanos = now;
        path.alias.write(from);
        return true;
    }

    /** The next path, from there; quiche may know that address from a path that leads elsewhere by now, or that has failed. */
    private void begin(long from) {
        Path path = paths[count];
        path.real.remember(from);
        path.moved = findAlias(from) != NONE;
        if (path.moved) {
            SocketAddresses.writeNobody(from, count);
        }
        path.alias.remember(from);
    }

    /** One to take over, the next free one, or {@link #NONE}. */
    private int pathFor(long from) {
        int ofHost = 0;
        int least = NONE;
        int beingProven = NONE;
        for (int i = 0; i < count; i++) {
            Path path = paths[i];
            if (path.real.isHostOf(from)) {
                ofHost++;
                if (path.state == State.PROVEN && isOlder(i, least)) {
                    least = i;
                } else if (path.state == State.UNPROVEN) {
                    beingProven = i;
                }
            }
        }
        // quiche will send to the one it is proving, whatever comes from elsewhere meanwhile
        int taken = beingProven == NONE ? least : beingProven;
        boolean mayHaveItsOwn = count < MOST && (ofHost < MOST_OF_A_HOST || taken == NONE);
        return mayHaveItsOwn ? count : taken;
    }

    /** Whether it was used less recently; what is in use now counts as the newest. */
    private boolean isOlder(int candidate, int than) {
        if (than == NONE || than == current) {
            return true;
        }
        return candidate != current && paths[candidate].heardNanos - paths[than].heardNanos < 0;
    }

    /**
     * The packet that {@link #arrive} asked for came from somebody who holds the keys, and nobody had sent it before.
     *
     * @return whether the way to its sender is another one than until now
     */
    boolean accepted(PeerAddress from, long now) {
        if (arrived == NONE) {
            return false;
        }
        Path path = paths[arrived];
        boolean begun = arrived == count;
        boolean takesOver = false;
        if (begun) {
            count++;
        }
        if (previous.isKept()) {
            path.leadsTo(previous.address());
            previous.asked(now);
        } else {
            watch(from, now);
            takesOver = !path.real.is(from);
            if (takesOver) {
                path.leadsTo(from);
            }
        }
        anyMoved |= path.moved;
        path.heardNanos = now;
        last = arrived;
        return begun || takesOver;
    }

    /** While a client has moved and it is not certain yet that it has, what comes from elsewhere is remembered. */
    private void watch(PeerAddress from, long now) {
        Path before = paths[last];
        if (!previous.isWatched(now) && !before.real.is(from) && before.state == State.PROVEN) {
            previous.watch(before.real, now);
        }
        if (previous.isWatched(now) && !previous.address().is(from)) {
            previous.remember(arrivedMark);
        }
    }

    /** Whether the last packet is on the path that is in use. */
    boolean arrivedOnCurrent() {
        return arrived == current;
    }

    /** quiche sends to this address of its own from now on; the real one, or null when it is none of ours. */
    @Nullable
    PeerAddress use(long alias) {
        int index = findAlias(alias);
        if (index == NONE) {
            return null;
        }
        current = index;
        return paths[index].real;
    }

    /** quiche has proven a path, or given it up. */
    void validated(long alias, boolean proven, long now) {
        int index = findAlias(alias);
        if (index == NONE) {
            return;
        }
        paths[index].state = proven ? State.PROVEN : State.FAILED;
        if (previous.isKept() && previous.path() == index) {
            if (proven) {
                previous.answered(now);
            } else {
                release();
            }
        }
    }

    /** Before a packet is sent: writes where it really goes over what quiche takes for the address. */
    void readdress(long to) {
        if (anyMoved) {
            int index = findAlias(to);
            if (index >= 0 && paths[index].moved) {
                paths[index].real.write(to);
            }
        }
    }

    private int find(long from) {
        for (int i = 0; i < count; i++) {
            if (paths[i].real.is(from) && paths[i].state != State.FAILED) {
                return i;
            }
        }
        return NONE;
    }

    private int findAlias(long alias) {
        for (int i = 0; i < count; i++) {
            if (paths[i].alias.is(alias)) {
                return i;
            }
        }
        return NONE;
    }
}
