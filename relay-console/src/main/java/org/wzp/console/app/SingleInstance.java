package org.wzp.console.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.OwnerOnly;
import org.wzp.relay.wire.Bytes;

/**
 * One window for each home: a second start asks the first one to come to the front, and ends. The first one listens on a port of
 * this machine alone; the file in the home, for its owner only, names the port and a word that nobody else knows. What a killed
 * window left behind answers nothing, or not with the word, and is taken over.
 *
 * <p>Threads: {@link #raise} blocks its caller for at most two seconds; one daemon thread listens and calls {@code front}.
 */
final class SingleInstance implements AutoCloseable {
    static final String FILE = "console-window.port";

    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
    private static final int PATIENCE_MILLIS = 2_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int WORD_BYTES = 16;
    private static final int ANSWER = 1;

    private final ServerSocket socket;
    private final AtomicFile file;
    private final String word;
    private final Runnable front;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);

    private SingleInstance(ServerSocket socket, AtomicFile file, String word, Runnable front, Duration pause) {
        this.socket = socket;
        this.pause = pause;
        this.file = file;
        this.word = word;
        this.front = front;
    }

    /** Asks the window that is open on this home, if there is one, to come to the front. Returns whether it does. */
    static boolean raise(Path home) {
        try {
            List<String> lines = Files.readAllLines(home.resolve(FILE), StandardCharsets.US_ASCII);
            int port = Integer.parseInt(lines.get(0));
            try (Socket first = new Socket()) {
                first.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
                first.setSoTimeout(PATIENCE_MILLIS);
                first.getOutputStream().write(lines.get(1).getBytes(StandardCharsets.US_ASCII));
                first.shutdownOutput();
                return first.getInputStream().read() == ANSWER;
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /**
     * Is the first one from now on.
     *
     * @param front brings the window to the front; any thread
     * @throws IOException if the home can't be written or no port can be had; the window is then one of several
     */
    static SingleInstance first(Path home, Runnable front) throws IOException {
        return first(home, front, new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), PAUSE);
    }

    /**
     * The same with a port that listens.
     *
     * @param pause before the port is asked again after it could not be, as where too many files are open
     */
    static SingleInstance first(Path home, Runnable front, ServerSocket socket, Duration pause) throws IOException {
        OwnerOnly.createFolders(home);
        byte[] random = new byte[WORD_BYTES];
        new SecureRandom().nextBytes(random);
        String word = Bytes.of(random).hex();
        AtomicFile file = new AtomicFile(home.resolve(FILE));
        try {
            file.replace((socket.getLocalPort() + "\n" + word + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        SingleInstance instance = new SingleInstance(socket, file, word, front, pause);
        Thread.ofPlatform().daemon().name("console-instance").start(instance::listen);
        return instance;
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (Socket second = socket.accept()) {
                answer(second);
            } catch (IOException e) {
                LOG.debug("Nobody was heard: {}", e.getMessage());
                waitAWhile();
            }
        }
    }

    /** Whatever is wrong with one who asks, the next one is heard. */
    private void answer(Socket second) {
        try {
            second.setSoTimeout(PATIENCE_MILLIS);
            byte[] said = second.getInputStream().readNBytes(word.length());
            if (new String(said, StandardCharsets.US_ASCII).equals(word)) {
                front.run();
                second.getOutputStream().write(ANSWER);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("Somebody who asked for the window was not answered: {}", e.toString());
        }
    }

    /** Until the port is worth another try, or closed: what fails at once, again and again, would take a processor for itself. */
    private void waitAWhile() {
        try {
            var _ = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next start finds nobody. */
    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
            // not that of another window which has taken over
            if (Files.exists(file.path())
                    && Files.readAllLines(file.path(), StandardCharsets.US_ASCII)
                            .contains(word)) {
                var _ = Files.deleteIfExists(file.path());
            }
        } catch (IOException e) {
            LOG.debug("{} stays: {}", Objects.requireNonNull(file.path()), e.getMessage());
        }
    }
}
