package org.wzp.console.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.console.TestWindow;

class SingleInstanceTest {
    @TempDir
    private Path home;

    private final AtomicInteger raised = new AtomicInteger();

    private SingleInstance first() throws Exception {
        return SingleInstance.first(home, raised::incrementAndGet);
    }

    @Test
    void aSecondStartOnTheSameHomeRaisesTheFirstWindow() throws Exception {
        assertThat(SingleInstance.raise(home)).isFalse();
        try (SingleInstance first = first()) {
            assertThat(first).isNotNull();
            assertThat(SingleInstance.raise(home)).isTrue();
            assertThat(SingleInstance.raise(home)).isTrue();
            assertThat(raised).hasValue(2);
            assertThat(SingleInstance.raise(home.resolve("another"))).isFalse();
        }
    }

    @Test
    void onceTheFirstHasClosedTheNextStartIsTheFirst() throws Exception {
        first().close();
        assertThat(SingleInstance.raise(home)).isFalse();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatAKilledWindowLeftBehindIsTakenOver() throws Exception {
        int nobody;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = gone.getLocalPort();
        }
        Files.writeString(home.resolve(SingleInstance.FILE), nobody + "\nword\n");
        assertThat(SingleInstance.raise(home)).isFalse();
        Files.writeString(home.resolve(SingleInstance.FILE), "spoilt");
        assertThat(SingleInstance.raise(home)).isFalse();
        try (SingleInstance first = first()) {
            assertThat(first).isNotNull();
            assertThat(SingleInstance.raise(home)).isTrue();
        }
    }

    /** A port that can't be asked, as where too many files are open: the first so many times, then as any other. */
    private static final class UnwillingSocket extends ServerSocket {
        private final AtomicInteger asked = new AtomicInteger();
        private final int refusals;

        UnwillingSocket(int refusals) throws IOException {
            super(0, 1, InetAddress.getLoopbackAddress());
            this.refusals = refusals;
        }

        @Override
        public Socket accept() throws IOException {
            if (asked.incrementAndGet() <= refusals) {
                throw new SocketException("Too many open files");
            }
            return super.accept();
        }
    }

    @Test
    void aPortThatFailsForEverIsNotAskedWithoutEnd() throws Exception {
        UnwillingSocket socket = new UnwillingSocket(Integer.MAX_VALUE);
        try (SingleInstance first = SingleInstance.first(home, raised::incrementAndGet, socket, Duration.ofHours(1))) {
            assertThat(first).isNotNull();
            await().atMost(TestWindow.SOON).untilAtomic(socket.asked, equalTo(1));
            // nobody answers, which takes its two seconds: time for many more
            assertThat(SingleInstance.raise(home)).isFalse();
            assertThat(socket.asked).hasValue(1);
        }
    }

    @Test
    void aPortThatFailedForAWhileIsHeardAgain() throws Exception {
        UnwillingSocket socket = new UnwillingSocket(3);
        try (SingleInstance first = SingleInstance.first(home, raised::incrementAndGet, socket, Duration.ofMillis(1))) {
            assertThat(first).isNotNull();
            await().atMost(TestWindow.SOON).until(() -> SingleInstance.raise(home));
            assertThat(socket.asked).hasValueGreaterThan(3);
        }
    }

    @Test
    void aWindowThatCantComeToTheFrontOnceDoesTheNextTime() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Runnable front = () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no display");
            }
        };
        try (SingleInstance first = SingleInstance.first(home, front)) {
            assertThat(first).isNotNull();
            assertThat(SingleInstance.raise(home)).isFalse();
            assertThat(SingleInstance.raise(home)).isTrue();
        }
    }

    @Test
    void whoeverDoesNotKnowTheWordRaisesNothing() throws Exception {
        try (SingleInstance first = first()) {
            assertThat(first).isNotNull();
            Path file = home.resolve(SingleInstance.FILE);
            String port = Files.readAllLines(file).getFirst();
            Files.writeString(file, port + "\nguessed-by-somebody-else-altogether\n");
            assertThat(SingleInstance.raise(home)).isFalse();
            assertThat(raised).hasValue(0);
        }
    }
}
