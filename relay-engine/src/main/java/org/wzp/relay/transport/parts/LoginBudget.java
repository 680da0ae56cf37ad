package org.wzp.relay.transport.parts;

/**
 * What a peer may send without anything coming out of it, before it has logged in. quiche keeps each piece of a stream, or
 * of the handshake, whose beginning is missing: a piece of one byte costs some 180 bytes and takes five to send, and the
 * windows that are open before the login have room for thousands. Nobody tells how many pieces wait. But what waits has been
 * received and has not been read, so that difference is bounded: bytes of packets, less those of datagrams and streams that
 * came out, less the overhead of a packet. What remains of an honest client is its handshake, acknowledgements, probes of
 * the path, and what it sends twice. Confined to the loop.
 */
public final class LoginBudget {
    /**
     * In the handshake, and again from there to the login: a dozen full packets. As pieces they are 590 KiB; those of the
     * handshake are gone when it is complete.
     */
    public static final int UNREAD_BYTES = 16 * 1024;

    /** The least that a packet with one datagram has around it: header, our id, packet number, tag, kind of frame. */
    private static final int OVERHEAD_BYTES = 27;

    private long unread;

    /** So many packets came, of so many bytes together; false when that is too much. */
    public boolean takes(long packets, long bytes) {
        // what is too small to be a packet must not make room for others
        unread += Math.max(0, bytes - packets * OVERHEAD_BYTES);
        return unread <= UNREAD_BYTES;
    }

    /** So many bytes of datagrams or streams came out. */
    public void read(int bytes) {
        unread -= bytes;
    }

    /** The handshake is complete: what was kept for it is gone. */
    public void handshakeComplete() {
        unread = 0;
    }
}
