package org.wzp.relay.transport.direct;

import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.linux.PeerAddress;

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
        /** quiche can't use this path any more. */
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
    }

    private final Path[] paths = new Path[MOST];
    private int count = 1;
    private boolean anyMoved;
    private int current;
    private int arrived;
    private boolean known;

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
     * @return false when it came from an unknown address; then {@link #accepted} tells that quiche could read it
     */
    boolean arrive(long from, long now) {
        arrived = find(from);
        known = arrived >= 0;
        if (known) {
            Path path = paths[arrived];
            path.heardNanos = now;
            if (path.moved) {
                path.alias.write(from);
            }
            return true;
        }
        arrived = pathFor(from);
        if (arrived != NONE && arrived < count) {
            paths[arrived].alias.write(from);
        }
        return false;
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

    /** The packet that {@link #arrive} did not know came from somebody who holds the keys. */
    void accepted(PeerAddress from, long now) {
        if (arrived == NONE) {
            return;
        }
        Path path = paths[arrived];
        if (arrived == count) {
            path.alias.copy(from);
            count++;
        } else {
            path.moved = true;
            anyMoved = true;
        }
        path.real.copy(from);
        path.heardNanos = now;
    }

    /** Whether the last packet is on the path that is in use. */
    boolean arrivedOnCurrent() {
        return arrived == current;
    }

    /** quiche sends to this address of its own from now on; the real one, or null when it is none of ours. */
    @Nullable
    PeerAddress use(long alias) {
        int index = findAlias(alias);
        if (index < 0) {
            return null;
        }
        current = index;
        return paths[index].real;
    }

    /** quiche has proven a path, or given it up. */
    void validated(long alias, boolean proven) {
        int index = findAlias(alias);
        if (index >= 0) {
            paths[index].state = proven ? State.PROVEN : State.FAILED;
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
        return -1;
    }

    private int findAlias(long alias) {
        for (int i = 0; i < count; i++) {
            if (paths[i].alias.is(alias)) {
                return i;
            }
        }
        return -1;
    }
}
