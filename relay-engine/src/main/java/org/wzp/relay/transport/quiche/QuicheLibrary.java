package org.wzp.relay.transport.quiche;

import io.netty.incubator.codec.quic.Quic;
import io.netty.incubator.codec.quic.QuicChannel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the codec's package-private native functions, each once. Together with {@link QuicheCalls}, {@link QuicheSetup}
 * and {@link QuicheTls} this is all that depends on their exact names and shapes; {@link #missing()} says at start-up what
 * a different version of the codec lacks, and the relay then falls back to the codec's public channels.
 *
 * <p>Why not the public channels: their pipeline hops, timers per packet and reference counts cost as much CPU per
 * forwarded datagram as QUIC itself. The handles are static and final, so the compiler turns each call into a direct
 * native call that allocates nothing.
 */
public final class QuicheLibrary {
    private static @Nullable String firstMissing;
    private static final MethodHandles.@Nullable Lookup LOOKUP = lookup();

    /** Nothing to do now. */
    public static final int DONE = layout("quiche_err_done");
    /** The datagram is larger than the path allows. */
    static final int BUFFER_TOO_SHORT = layout("quiche_err_buffer_too_short");
    /** The peer asked us to stop sending on this stream. */
    static final int STREAM_STOPPED = layout("quiche_err_stream_stopped");

    static final int STREAM_RESET = layout("quiche_err_stream_reset");
    /** The direction of a stream from the peer to us. */
    public static final int SHUTDOWN_READ = layout("quiche_shutdown_read");

    /** The direction of a stream from us to the peer. */
    public static final int SHUTDOWN_WRITE = layout("quiche_shutdown_write");

    static final int PATH_EVENT_REUSED_CONNECTION_ID = layout("quiche_path_event_reused_source_connection_id");

    /** The peer sends from another address now. */
    public static final int PATH_EVENT_PEER_MIGRATED = layout("quiche_path_event_peer_migrated");

    /** Packets from an address were shown to reach the peer there. */
    public static final int PATH_EVENT_VALIDATED = layout("quiche_path_event_validated");

    /** An address did not answer; its path is of no use any more. */
    public static final int PATH_EVENT_FAILED_VALIDATION = layout("quiche_path_event_failed_validation");

    static final int CUBIC = layout("quiche_cc_cubic");

    /** Offset in {@code quiche_recv_info}: address of the sender's socket address. */
    public static final int RECV_INFO_FROM = layout("quicheRecvInfoOffsetofFrom");

    /** Offset in {@code quiche_recv_info}: its length, bytes. */
    public static final int RECV_INFO_FROM_LEN = layout("quicheRecvInfoOffsetofFromLen");

    /** Offset in {@code quiche_recv_info}: address of our socket address. */
    public static final int RECV_INFO_TO = layout("quicheRecvInfoOffsetofTo");

    /** Offset in {@code quiche_recv_info}: its length, bytes. */
    public static final int RECV_INFO_TO_LEN = layout("quicheRecvInfoOffsetofToLen");

    /** Size of {@code quiche_recv_info}. */
    public static final int RECV_INFO_BYTES = layout("sizeofQuicheRecvInfo");

    /** Offset in {@code quiche_send_info}: the destination, a socket address in place. */
    public static final int SEND_INFO_TO = layout("quicheSendInfoOffsetofTo");

    /** Offset in {@code quiche_send_info}: its length, bytes. */
    public static final int SEND_INFO_TO_LEN = layout("quicheSendInfoOffsetofToLen");

    /** Size of {@code quiche_send_info}. */
    public static final int SEND_INFO_BYTES = layout("sizeofQuicheSendInfo");

    private QuicheLibrary() {}

    /** What the codec on the class path lacks for the direct transport; empty when it has everything. */
    public static Optional<String> missing() {
        QuicheCalls.load();
        QuicheSetup.load();
        return Optional.ofNullable(firstMissing);
    }

    private static MethodHandles.@Nullable Lookup lookup() {
        if (!Quic.isAvailable()) {
            firstMissing = "no QUIC library for this platform: " + Quic.unavailabilityCause();
            return null;
        }
        try {
            return MethodHandles.privateLookupIn(
                    Class.forName(QuicChannel.class.getPackageName() + ".Quiche"), MethodHandles.lookup());
        } catch (ReflectiveOperationException e) {
            firstMissing = "the codec's native functions are not accessible: " + e;
            return null;
        }
    }

    static MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
        MethodType type = MethodType.methodType(result, parameters);
        if (LOOKUP != null) {
            try {
                return LOOKUP.findStatic(LOOKUP.lookupClass(), name, type);
            } catch (ReflectiveOperationException e) {
                if (firstMissing == null) {
                    firstMissing = "the codec has no function " + name + type;
                }
            }
        }
        return MethodHandles.empty(type);
    }

    /** Offsets and sizes of quiche's structures, asked from the library because they depend on the platform. */
    private static int layout(String name) {
        if (LOOKUP != null) {
            try {
                Class<?> layouts = Class.forName(
                        QuicChannel.class.getPackageName() + ".QuicheNativeStaticallyReferencedJniMethods");
                return (int) MethodHandles.privateLookupIn(layouts, LOOKUP)
                        .findStatic(layouts, name, MethodType.methodType(int.class))
                        .invoke();
            } catch (Throwable e) {
                if (firstMissing == null) {
                    firstMissing = "the codec does not tell " + name + ": " + e;
                }
            }
        }
        return 0;
    }

    static AssertionError unexpected(Throwable e) {
        return new AssertionError("a native function threw", e);
    }
}
