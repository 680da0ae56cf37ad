package org.wzp.console.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
