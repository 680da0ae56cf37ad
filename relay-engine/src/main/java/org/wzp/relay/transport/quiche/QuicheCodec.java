package org.wzp.relay.transport.quiche;

import io.netty.channel.ChannelHandler;
import io.netty.incubator.codec.quic.QuicChannel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a handler of the codec keeps to itself: which connection ids it knows, and the settings that the next connection is made
 * from. Looked up once; {@link #missing} says what a different version of the codec lacks. Confined to the handler's loop, and
 * to the time while it is in its pipeline.
 */
public final class QuicheCodec {
    private static final CodecMembers MEMBERS = new CodecMembers();
    private static final Class<?> CODEC = MEMBERS.type("QuicheQuicCodec");
    private static final Class<?> CONFIG = MEMBERS.type("QuicheConfig");
    private static final Class<?> CHANNEL = MEMBERS.type("QuicheQuicChannel");
    private static final MethodHandle CODEC_CONFIG = MEMBERS.getter(CODEC, "config", CONFIG);
    private static final MethodHandle ADDRESS =
            MEMBERS.method(CONFIG, "nativeAddress", MethodType.methodType(long.class));
    private static final MethodHandle FIND =
            MEMBERS.method(CODEC, "getChannel", MethodType.methodType(CHANNEL, ByteBuffer.class));
    private static final MethodHandle IDS =
            MEMBERS.method(CHANNEL, "sourceConnectionIds", MethodType.methodType(Set.class));

    private final ChannelHandler handler;

    /** @param handler made by one of the codec's builders */
    public QuicheCodec(ChannelHandler handler) {
        this.handler = handler;
    }

    /** What the codec on the class path lacks for this; empty when it has everything. */
    public static Optional<String> missing() {
        return MEMBERS.missing().or(QuicheLibrary::missing);
    }

    /** Whether a connection has this id, which is not changed. */
    public boolean knows(ByteBuffer id) {
        try {
            @Nullable Object channel = FIND.invoke(handler, id);
            return channel != null;
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** The settings that connections are made from. */
    public long config() {
        try {
            return (long) ADDRESS.invoke(CODEC_CONFIG.invoke(handler));
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Sets what the next connection tells its client, 16 bytes: the token of that connection's first id. */
    public void resetToken(byte[] token) {
        QuicheSetup.resetToken(config(), token);
    }

    /** The ids that a connection is known by; of a new one its own and the one that the client chose, which may be the same. */
    public static Set<ByteBuffer> ids(QuicChannel channel) {
        try {
            @SuppressWarnings("unchecked") // declared so by the codec
            Set<ByteBuffer> ids = (Set<ByteBuffer>) IDS.invoke(channel);
            return ids;
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }
}
