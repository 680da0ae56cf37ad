package org.wzp.relay.transport.quiche;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps quiche's windows as they begin. It doubles the window of a peer that keeps up, to 16 MiB for a stream and 24 MiB for a
 * connection, and never takes it back; each piece that a peer leaves in it with a gap in front costs 180 bytes, for one byte of
 * content. quiche has settings for both bounds, which the codec neither passes on nor exports: they are called in its library
 * itself. {@link #bounded} says whether that works on this machine; where it does not, what a peer may send at once bounds its
 * windows, at some four times that.
 */
public final class QuicheWindows {
    private static final Logger LOG = LoggerFactory.getLogger(QuicheWindows.class);

    /** As quiche begins after what a connection may send at first. */
    private static final long CONNECTION_BYTES = 48 * 1024;

    /** As quiche begins after what a stream may carry at first. */
    private static final long STREAM_BYTES = 32 * 1024;

    private static final @Nullable MethodHandle CONNECTION;
    private static final @Nullable MethodHandle STREAM;

    static {
        Optional<LibraryFile> library = QuicheLibrary.missing().isEmpty() ? LibraryFile.ofTheCodec() : Optional.empty();
        CONNECTION = library.flatMap(file -> setter(file, "quiche_config_set_max_connection_window"))
                .orElse(null);
        STREAM = library.flatMap(file -> setter(file, "quiche_config_set_max_stream_window"))
                .orElse(null);
    }

    private QuicheWindows() {}

    private static Optional<MethodHandle> setter(LibraryFile file, String name) {
        return file.function(name).map(address -> Linker.nativeLinker()
                .downcallHandle(address, FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG)));
    }

    /** Whether {@link #keep} does anything here. */
    public static boolean bounded() {
        return CONNECTION != null && STREAM != null;
    }

    /**
     * Lets the windows of connections that are made from these settings never grow.
     *
     * @param config settings of quiche
     */
    public static void keep(long config) {
        if (CONNECTION == null || STREAM == null) {
            LOG.info("quiche's windows grow with what is read at once, because its library is not the one known here");
            return;
        }
        try {
            CONNECTION.invokeExact(config, CONNECTION_BYTES);
            STREAM.invokeExact(config, STREAM_BYTES);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }
}
