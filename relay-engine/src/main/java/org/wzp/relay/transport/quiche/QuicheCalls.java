package org.wzp.relay.transport.quiche;

import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * quiche's functions on one connection. Connections are raw addresses, valid until the connection is freed; other addresses
 * are raw memory, lengths are bytes, negative results are quiche's error codes. Only the connection's loop may call.
 */
public final class QuicheCalls {
    private static final MethodHandle RECV =
            QuicheLibrary.find("quiche_conn_recv", int.class, long.class, long.class, int.class, long.class);
    private static final MethodHandle SEND =
            QuicheLibrary.find("quiche_conn_send", int.class, long.class, long.class, int.class, long.class);
    private static final MethodHandle DGRAM_RECV =
            QuicheLibrary.find("quiche_conn_dgram_recv", int.class, long.class, long.class, int.class);
    private static final MethodHandle DGRAM_SEND =
            QuicheLibrary.find("quiche_conn_dgram_send", int.class, long.class, long.class, int.class);
    private static final MethodHandle DGRAM_MAX =
            QuicheLibrary.find("quiche_conn_dgram_max_writable_len", int.class, long.class);
    private static final MethodHandle TIMEOUT =
            QuicheLibrary.find("quiche_conn_timeout_as_nanos", long.class, long.class);
    private static final MethodHandle ON_TIMEOUT = QuicheLibrary.find("quiche_conn_on_timeout", void.class, long.class);
    private static final MethodHandle IS_ESTABLISHED =
            QuicheLibrary.find("quiche_conn_is_established", boolean.class, long.class);
    private static final MethodHandle IS_CLOSED =
            QuicheLibrary.find("quiche_conn_is_closed", boolean.class, long.class);
    private static final MethodHandle IS_TIMED_OUT =
            QuicheLibrary.find("quiche_conn_is_timed_out", boolean.class, long.class);
    private static final MethodHandle PEER_ERROR =
            QuicheLibrary.find("quiche_conn_peer_error0", Object[].class, long.class);
    private static final MethodHandle CLOSE = QuicheLibrary.find(
            "quiche_conn_close", int.class, long.class, boolean.class, long.class, long.class, int.class);
    private static final MethodHandle READABLE = QuicheLibrary.find("quiche_conn_readable", long.class, long.class);
    private static final MethodHandle ITER_NEXT =
            QuicheLibrary.find("quiche_stream_iter_next", int.class, long.class, long[].class);
    private static final MethodHandle ITER_FREE = QuicheLibrary.find("quiche_stream_iter_free", void.class, long.class);
    private static final MethodHandle STREAM_RECV = QuicheLibrary.find(
            "quiche_conn_stream_recv",
            int.class,
            long.class,
            long.class,
            long.class,
            int.class,
            long.class,
            long.class);
    private static final MethodHandle STREAM_SEND = QuicheLibrary.find(
            "quiche_conn_stream_send", int.class, long.class, long.class, long.class, int.class, boolean.class);
    private static final MethodHandle STREAM_SHUTDOWN =
            QuicheLibrary.find("quiche_conn_stream_shutdown", int.class, long.class, long.class, int.class, long.class);
    private static final MethodHandle STREAMS_LEFT_BIDI =
            QuicheLibrary.find("quiche_conn_peer_streams_left_bidi", long.class, long.class);
    private static final MethodHandle STREAMS_LEFT_UNI =
            QuicheLibrary.find("quiche_conn_peer_streams_left_uni", long.class, long.class);
    private static final MethodHandle PATH_STATS =
            QuicheLibrary.find("quiche_conn_path_stats", Object[].class, long.class, long.class);
    private static final MethodHandle STATS = QuicheLibrary.find("quiche_conn_stats", long[].class, long.class);
    private static final MethodHandle MAX_SEND =
            QuicheLibrary.find("quiche_conn_max_send_udp_payload_size", int.class, long.class);
    private static final MethodHandle SCIDS_LEFT = QuicheLibrary.find("quiche_conn_scids_left", int.class, long.class);
    private static final MethodHandle NEW_SCID = QuicheLibrary.find(
            "quiche_conn_new_scid",
            long.class,
            long.class,
            long.class,
            int.class,
            byte[].class,
            boolean.class,
            long.class);
    private static final MethodHandle RETIRED_SCID =
            QuicheLibrary.find("quiche_conn_retired_scid_next", byte[].class, long.class);
    private static final MethodHandle PATH_EVENT_NEXT =
            QuicheLibrary.find("quiche_conn_path_event_next", long.class, long.class);
    private static final MethodHandle PATH_EVENT_TYPE =
            QuicheLibrary.find("quiche_path_event_type", int.class, long.class);
    private static final MethodHandle PATH_EVENT_MIGRATED =
            QuicheLibrary.find("quiche_path_event_peer_migrated", Object[].class, long.class);
    private static final MethodHandle PATH_EVENT_VALIDATED =
            QuicheLibrary.find("quiche_path_event_validated", Object[].class, long.class);
    private static final MethodHandle PATH_EVENT_FAILED =
            QuicheLibrary.find("quiche_path_event_failed_validation", Object[].class, long.class);
    private static final MethodHandle PATH_EVENT_FREE =
            QuicheLibrary.find("quiche_path_event_free", void.class, long.class);

    private QuicheCalls() {}

    /** Looks everything up now, so that {@link QuicheLibrary#missing} knows. */
    static void load() {}

    /**
     * Takes a packet from the peer; bytes taken, or an error.
     *
     * @param info a {@code quiche_recv_info}
     */
    public static int receive(long connection, long packet, int length, long info) {
        try {
            return (int) RECV.invokeExact(connection, packet, length, info);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Writes the next packet to the peer; its length, or {@link QuicheLibrary#DONE}.
     *
     * @param info a {@code quiche_send_info}, filled with where it goes
     */
    public static int send(long connection, long out, int length, long info) {
        try {
            return (int) SEND.invokeExact(connection, out, length, info);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Takes the oldest datagram that has come; its length, or an error when there is none. */
    public static int receiveDatagram(long connection, long out, int length) {
        try {
            return (int) DGRAM_RECV.invokeExact(connection, out, length);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Queues a datagram; {@link QuicheLibrary#DONE} when the queue is full. */
    public static int sendDatagram(long connection, long bytes, int length) {
        try {
            return (int) DGRAM_SEND.invokeExact(connection, bytes, length);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Longest datagram the path carries now; an error when the peer takes none. */
    public static int maxDatagramBytes(long connection) {
        try {
            return (int) DGRAM_MAX.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Nanoseconds until {@link #onTimeout} is due; negative when no timer runs. */
    public static long timeoutNanos(long connection) {
        try {
            return (long) TIMEOUT.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Does what is due by now: loss detection, idle end. */
    public static void onTimeout(long connection) {
        try {
            ON_TIMEOUT.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Whether the handshake is complete. */
    public static boolean isEstablished(long connection) {
        try {
            return (boolean) IS_ESTABLISHED.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Whether it has ended and nothing more will be sent. */
    public static boolean isClosed(long connection) {
        try {
            return (boolean) IS_CLOSED.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    static boolean isTimedOut(long connection) {
        try {
            return (boolean) IS_TIMED_OUT.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** {@code {application: Boolean, code: Integer, reason: byte[]}} once the peer has closed, else null. */
    public static Object @Nullable [] peerError(long connection) {
        try {
            return (Object[]) PEER_ERROR.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Begins to close; the next {@link #send} tells the peer.
     *
     * @param application whether {@code code} is ours rather than QUIC's
     */
    public static int close(long connection, boolean application, long code, long reason, int reasonLength) {
        try {
            return (int) CLOSE.invokeExact(connection, application, code, reason, reasonLength);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** An iterator over readable streams, to be freed; negative when none could be made. */
    public static long readableStreams(long connection) {
        try {
            return (long) READABLE.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Fills {@code ids} from the start; returns how many. */
    public static int nextStreams(long iterator, long[] ids) {
        try {
            return (int) ITER_NEXT.invokeExact(iterator, ids);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Frees an iterator from {@link #readableStreams}. */
    public static void freeStreams(long iterator) {
        try {
            ITER_FREE.invokeExact(iterator);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Takes what has come on a stream; bytes, or an error.
     *
     * @param finByte set to 1 when the stream ends with this
     * @param errorCode eight bytes, set to the peer's code when it has reset the stream
     */
    public static int receiveStream(long connection, long stream, long out, int length, long finByte, long errorCode) {
        try {
            return (int) STREAM_RECV.invokeExact(connection, stream, out, length, finByte, errorCode);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Queues bytes on a stream; how many were taken, or an error.
     *
     * @param fin whether the stream ends with them
     */
    public static int sendStream(long connection, long stream, long bytes, int length, boolean fin) {
        try {
            return (int) STREAM_SEND.invokeExact(connection, stream, bytes, length, fin);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Ends one direction of a stream with a code.
     *
     * @param direction {@link QuicheLibrary#SHUTDOWN_READ} or {@link QuicheLibrary#SHUTDOWN_WRITE}
     */
    public static int shutdownStream(long connection, long stream, int direction, long code) {
        try {
            return (int) STREAM_SHUTDOWN.invokeExact(connection, stream, direction, code);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Bidirectional streams that we may still open. */
    public static long bidirectionalStreamsLeft(long connection) {
        try {
            return (long) STREAMS_LEFT_BIDI.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Unidirectional streams that we may still open. */
    public static long unidirectionalStreamsLeft(long connection) {
        try {
            return (long) STREAMS_LEFT_UNI.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** What is measured on the path in use, for {@link QuicheFacts#read}; null when there is none. */
    public static Object @Nullable [] pathStats(long connection) {
        try {
            return (Object[]) PATH_STATS.invokeExact(connection, 0L);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Counts over all paths: packets at {@link QuicheFacts#LOST_PACKETS}, their bytes at {@link QuicheFacts#LOST_BYTES}. Makes
     * an array.
     */
    public static long[] stats(long connection) {
        try {
            return (long[]) STATS.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Largest UDP payload that the settings of both ends allow, bytes. */
    public static int maxUdpPayloadBytes(long connection) {
        try {
            return (int) MAX_SEND.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** How many more of our connection ids the peer takes. */
    public static int sourceIdsLeft(long connection) {
        try {
            return (int) SCIDS_LEFT.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Offers the peer another of our connection ids; its sequence number, or an error.
     *
     * @param resetToken 16 bytes
     */
    public static long newSourceId(long connection, long id, int length, byte[] resetToken) {
        try {
            return (long) NEW_SCID.invokeExact(connection, id, length, resetToken, false, -1L);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** One of our ids that the peer will not use any more; null when there is none. */
    public static byte @Nullable [] nextRetiredSourceId(long connection) {
        try {
            return (byte[]) RETIRED_SCID.invokeExact(connection);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** What has happened to a path; {@code peer} is the peer's address, or null for a kind of event that nobody needs. */
    public record PathEvent(int type, @Nullable InetSocketAddress peer) {}

    /** The next path event, which is consumed; null when there is none. */
    public static @Nullable PathEvent nextPathEvent(long connection) {
        try {
            long event = (long) PATH_EVENT_NEXT.invokeExact(connection);
            if (event <= 0) {
                return null;
            }
            int type = (int) PATH_EVENT_TYPE.invokeExact(event);
            Object[] addresses = null;
            if (type == QuicheLibrary.PATH_EVENT_PEER_MIGRATED) {
                addresses = (Object[]) PATH_EVENT_MIGRATED.invokeExact(event);
            } else if (type == QuicheLibrary.PATH_EVENT_VALIDATED) {
                addresses = (Object[]) PATH_EVENT_VALIDATED.invokeExact(event);
            } else if (type == QuicheLibrary.PATH_EVENT_FAILED_VALIDATION) {
                addresses = (Object[]) PATH_EVENT_FAILED.invokeExact(event);
            }
            PATH_EVENT_FREE.invokeExact(event);
            return new PathEvent(type, addresses == null ? null : (InetSocketAddress) addresses[1]);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }
}
