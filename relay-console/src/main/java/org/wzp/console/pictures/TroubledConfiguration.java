package org.wzp.console.pictures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.config.ConfigException;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.LoadedConfig;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.config.Settings;

/**
 * The console's configuration, which pictures of what goes wrong can spoil: a port that really is taken, a file that really
 * has a mistake. Written on the window's thread, read when the relay starts.
 */
public final class TroubledConfiguration implements ConfiguredRelay.Source {
    private static final String MISTAKE = """
            listen_addr = "0.0.0.0:4433"
            max_sessions = "many"
            """;

    private final Overrides whole;
    private volatile Overrides now;
    private @Nullable DatagramSocket taken;

    public TroubledConfiguration(Overrides whole) {
        this.whole = whole;
        this.now = whole;
    }

    @Override
    public LoadedConfig load() throws ConfigException {
        return ConfigLoader.load(now);
    }

    /** From the next start on the port belongs to somebody else. */
    void takePort() {
        try {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            taken = socket;
            now = with(whole.configFile(), "127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("No port can be taken for the picture.", e);
        }
    }

    /** From the next start on the configuration file has a mistake. */
    void breakFile() {
        try {
            Path file = load().relay().home().resolve("broken").resolve("relay.toml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, MISTAKE);
            now = with(file, null);
        } catch (ConfigException e) {
            throw new IllegalStateException("The configuration was broken before the picture.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("No configuration can be written for the picture.", e);
        }
    }

    /** From the next start on everything is as it was. */
    void mend() {
        now = whole;
        DatagramSocket socket = taken;
        if (socket != null) {
            socket.close();
            taken = null;
        }
    }

    private Overrides with(@Nullable Path configFile, @Nullable String listen) {
        return whole.reading(configFile).with(Settings.LISTEN, listen);
    }
}
