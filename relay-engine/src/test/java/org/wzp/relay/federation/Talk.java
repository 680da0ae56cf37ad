package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.wzp.relay.engine.TestClient;

/** People of one room who all say a word every 10 ms, each another one, and have to hear each of the others' once. */
final class Talk {
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(10);

    private final List<TestClient> people;
    private final List<String> said = new ArrayList<>();

    Talk(TestClient... people) {
        this.people = List.of(people);
    }

    /** They talk until it holds, which is looked at after each word. */
    void until(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(TestClient.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_WORDS)
                .untilAsserted(() -> {
                    String word = "word " + said.size();
                    people.forEach(speaker -> speaker.say(word + from(speaker)));
                    said.add(word);
                    assertion.run();
                });
    }

    void more(int words) {
        int all = said.size() + words;
        until(() -> assertThat(said).hasSizeGreaterThanOrEqualTo(all));
    }

    private static String from(TestClient speaker) {
        return " from " + speaker.fingerprint();
    }

    void assertAllHeardOnce() {
        for (TestClient listener : people) {
            List<String> due = people.stream()
                    .filter(speaker -> speaker != listener)
                    .flatMap(speaker -> said.stream().map(word -> word + from(speaker)))
                    .toList();
            await(() -> assertThat(listener.heard()).containsAll(due));
            assertThat(listener.heard())
                    .filteredOn(heard -> heard.startsWith("word "))
                    .containsExactlyInAnyOrderElementsOf(due);
        }
    }
}
