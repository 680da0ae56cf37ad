package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/** Two people who talk without a pause, from a socket of their own, while something happens to their relay. */
final class Conversation implements AutoCloseable {
    private static final long PERIOD_MILLIS = 10;
    private static final int FEWEST_WORDS = 10;

    private final QuicEndpoint socket;
    private final TestClient anna = new TestClient();
    private final TestClient ben = new TestClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong said = new AtomicLong();

    Conversation(RelayFixture relay, String room) throws IOException {
        socket = Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()));
        join(relay, room, anna, "Anna");
        join(relay, room, ben, "Ben");
        var _ = clock.scheduleAtFixedRate(this::talk, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void join(RelayFixture relay, String room, TestClient who, String alias) {
        who.connect(socket, relay.address(), room).offer(alias);
        TestClient.await(() -> assertThat(who.roster()).contains(alias));
    }

    private void talk() {
        long number = said.get();
        anna.say("Anna " + number);
        ben.say("Ben " + number);
        said.incrementAndGet();
    }

    /** Ends it and checks that each has heard every word of the other, in order, and nobody was put out. */
    long assertUndisturbed() throws InterruptedException {
        // what happened may have been over sooner than they could say much
        TestClient.await(() -> assertThat(said.get()).isGreaterThan(FEWEST_WORDS));
        clock.shutdown();
        assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        int words = (int) said.get();
        TestClient.await(() -> assertThat(wordsOf("Anna", ben)).hasSize(words));
        TestClient.await(() -> assertThat(wordsOf("Ben", anna)).hasSize(words));
        assertThat(wordsOf("Anna", ben)).isEqualTo(words("Anna", words));
        assertThat(wordsOf("Ben", anna)).isEqualTo(words("Ben", words));
        assertThat(anna.closeInfo()).isEmpty();
        assertThat(ben.closeInfo()).isEmpty();
        return words;
    }

    /** Whether one of them has heard this, most likely just now. */
    boolean hasHeard(String words) {
        return ben.heard().reversed().contains(words);
    }

    private static List<String> wordsOf(String speaker, TestClient listener) {
        return listener.heard().stream()
                .filter(word -> word.startsWith(speaker + " "))
                .toList();
    }

    private static List<String> words(String speaker, int count) {
        return IntStream.range(0, count).mapToObj(i -> speaker + " " + i).toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        socket.close();
    }
}
