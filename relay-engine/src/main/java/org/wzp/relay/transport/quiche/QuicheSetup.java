package org.wzp.relay.transport.quiche;

import java.lang.invoke.MethodHandle;

/**
 * quiche's functions before there is a connection: settings, version negotiation, Retry, making one. Addresses are raw
 * memory, lengths are bytes, negative results are quiche's error codes.
 */
public final class QuicheSetup {
    private static final MethodHandle VERSION_SUPPORTED =
            QuicheLibrary.find("quiche_version_is_supported", boolean.class, int.class);
    private static final MethodHandle NEGOTIATE = QuicheLibrary.find(
            "quiche_negotiate_version", int.class, long.class, int.class, long.class, int.class, long.class, int.class);
    private static final MethodHandle RETRY = QuicheLibrary.find(
            "quiche_retry",
            int.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            int.class,
            int.class,
            long.class,
            int.class);
    private static final MethodHandle CONN_NEW = QuicheLibrary.find(
            "quiche_conn_new_with_tls",
            long.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            long.class,
            boolean.class);
    private static final MethodHandle CONFIG_NEW = QuicheLibrary.find("quiche_config_new", long.class, int.class);
    private static final MethodHandle CONFIG_FREE = QuicheLibrary.find("quiche_config_free", void.class, long.class);
    private static final MethodHandle CONFIG_GREASE =
            QuicheLibrary.find("quiche_config_grease", void.class, long.class, boolean.class);
    private static final MethodHandle CONFIG_PMTU =
            QuicheLibrary.find("quiche_config_discover_pmtu", void.class, long.class, boolean.class);
    private static final MethodHandle CONFIG_DGRAM = QuicheLibrary.find(
            "quiche_config_enable_dgram", void.class, long.class, boolean.class, int.class, int.class);
    private static final MethodHandle CONFIG_NO_MIGRATION =
            QuicheLibrary.find("quiche_config_set_disable_active_migration", void.class, long.class, boolean.class);
    private static final MethodHandle CONFIG_RESET_TOKEN =
            QuicheLibrary.find("quiche_config_set_stateless_reset_token", void.class, long.class, byte[].class);
    private static final MethodHandle CONFIG_CC =
            QuicheLibrary.find("quiche_config_set_cc_algorithm", void.class, long.class, int.class);

    private QuicheSetup() {}

    /** Looks everything up now, so that {@link QuicheLibrary#missing} knows. */
    static void load() {}

    /** Whether quiche speaks this version of QUIC. */
    public static boolean versionIsSupported(int version) {
        try {
            return (boolean) VERSION_SUPPORTED.invokeExact(version);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Writes a packet that lists our versions; its length, or an error. The ids are those of the packet it answers. */
    public static int negotiateVersion(long scid, int scidLength, long dcid, int dcidLength, long out, int outLength) {
        try {
            return (int) NEGOTIATE.invokeExact(scid, scidLength, dcid, dcidLength, out, outLength);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Writes a Retry packet; its length, or an error. The first two ids are those of the packet it answers.
     *
     * @param newScid the id the client shall speak to
     */
    public static int retry(
            long scid,
            int scidLength,
            long dcid,
            int dcidLength,
            long newScid,
            int newScidLength,
            long token,
            int tokenLength,
            int version,
            long out,
            int outLength) {
        try {
            return (int) RETRY.invokeExact(
                    scid,
                    scidLength,
                    dcid,
                    dcidLength,
                    newScid,
                    newScidLength,
                    token,
                    tokenLength,
                    version,
                    out,
                    outLength);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Makes a connection; its address, or negative when refused. The id and the addresses are copied.
     *
     * @param originalDcid the client's first destination id, after a Retry; else -1, with the length -1
     * @param ssl TLS state, which belongs to the connection from now on
     */
    public static long newConnection(
            long scid,
            int scidLength,
            long originalDcid,
            int originalDcidLength,
            long local,
            int localLength,
            long peer,
            int peerLength,
            long config,
            long ssl,
            boolean server) {
        try {
            return (long) CONN_NEW.invokeExact(
                    scid,
                    scidLength,
                    originalDcid,
                    originalDcidLength,
                    local,
                    localLength,
                    peer,
                    peerLength,
                    config,
                    ssl,
                    server);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Settings for connections, with quiche's defaults. */
    public static long newConfig() {
        try {
            return (long) CONFIG_NEW.invokeExact(1);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Frees settings; connections made from them live on. */
    public static void freeConfig(long config) {
        try {
            CONFIG_FREE.invokeExact(config);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /**
     * Sets datagrams, congestion control and migration.
     *
     * @param receiveQueue datagrams kept until they are taken
     * @param sendQueue datagrams kept until they are sent
     */
    public static void configure(long config, boolean grease, boolean discoverPmtu, int receiveQueue, int sendQueue) {
        try {
            CONFIG_GREASE.invokeExact(config, grease);
            CONFIG_PMTU.invokeExact(config, discoverPmtu);
            CONFIG_DGRAM.invokeExact(config, true, receiveQueue, sendQueue);
            CONFIG_NO_MIGRATION.invokeExact(config, false);
            CONFIG_CC.invokeExact(config, QuicheLibrary.CUBIC);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Sets what the next connection tells its client, 16 bytes: the token of that connection's first id. */
    public static void resetToken(long config, byte[] token) {
        try {
            CONFIG_RESET_TOKEN.invokeExact(config, token);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }

    /** Sets one numeric setting, such as {@code initial_max_data}. Not for hot paths. */
    public static void configure(long config, String setting, long value) {
        MethodHandle setter = QuicheLibrary.find("quiche_config_set_" + setting, void.class, long.class, long.class);
        try {
            setter.invokeExact(config, value);
        } catch (Throwable e) {
            throw QuicheLibrary.unexpected(e);
        }
    }
}
