package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;
import static org.wzp.relay.federation.Relays.awaitHears;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.engine.TestClient;

/** One of three relays in a mesh is killed, as a process, and started again: the others need nobody's help. */
class MeshSurvivesKillTest {
    /** Of 5 s that a ghost may stay, half a second is for telling it on. */
    private static final Duration GHOSTS_LAST = Duration.ofMillis(4_500);

    private static final Duration STEP = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private Relays relays;
    private Relays.Node berlin;
    private Relays.Node paris;
    private Relays.Node rome;
    private ExpectedLog log;

    @BeforeEach
    void start() {
        log = ExpectedLog.of(Federation.class);
        relays = new Relays(folder);
        berlin = relays.node("Berlin");
        paris = relays.node("Paris");
        rome = relays.node("Rome");
        // of the two with Rome one dials and one is dialled
        paris.dials(berlin);
        berlin.trusts(paris);
        berlin.dials(rome);
        rome.trusts(berlin);
        rome.dials(paris);
        paris.trusts(rome);
        berlin.start();
        paris.start();
    }

    @AfterEach
    void stop() {
        relays.close();
        log.close();
    }

    private TestClient joinRome(String alias) {
        TestClient client = new TestClient()
                .connect(berlin.relay().dialler(), rome.address, ROOM)
                .offer(alias);
        await(() -> assertThat(client.roster()).contains(alias));
        return client;
    }

    private static void awaitAllTalk(List<TestClient> people, String... aliases) {
        for (TestClient person : people) {
            await(() -> assertThat(person.roster()).containsExactlyInAnyOrder(aliases));
            for (TestClient listener : people) {
                if (listener != person) {
                    awaitHears(person, listener, "from " + person.fingerprint() + " to " + aliases[aliases.length - 1]);
                }
            }
        }
    }

    @Test
    void theOthersForgetItsPeopleAndHaveThemAgainWhenItIsBack() {
        TestClient anna = berlin.join(ROOM, "Anna");
        TestClient ben = paris.join(ROOM, "Ben");
        try (DaemonProcess first = DaemonProcess.start(rome)) {
            TestClient cleo = joinRome("Cleo");
            awaitAllTalk(List.of(anna, ben, cleo), "Anna", "Ben", "Cleo");
            List<Relays.Node> others = List.of(berlin, paris);
            others.forEach(node -> node.relay().clock().hold());
            first.kill();
            for (Duration passed = Duration.ZERO; passed.compareTo(GHOSTS_LAST) < 0; passed = passed.plus(STEP)) {
                others.forEach(node -> node.relay().clock().advance(STEP));
                awaitHears(anna, ben, "after " + passed);
                awaitHears(ben, anna, "also after " + passed);
            }
            // no clock moves any more
            await(() -> assertThat(anna.roster()).containsExactlyInAnyOrder("Anna", "Ben"));
            await(() -> assertThat(ben.roster()).containsExactlyInAnyOrder("Anna", "Ben"));
            others.forEach(node -> node.relay().clock().moveOn());
        }
        try (DaemonProcess again = DaemonProcess.start(rome)) {
            TestClient dora = joinRome("Dora");
            awaitAllTalk(List.of(anna, ben, dora), "Anna", "Ben", "Dora");
            // and a second time, without anybody there: who was there must not stay
            again.kill();
        }
        try (DaemonProcess empty = DaemonProcess.start(rome)) {
            await(() -> assertThat(anna.roster()).containsExactlyInAnyOrder("Anna", "Ben"));
            await(() -> assertThat(ben.roster()).containsExactlyInAnyOrder("Anna", "Ben"));
            awaitAllTalk(List.of(anna, ben, joinRome("Eve")), "Anna", "Ben", "Eve");
        }
    }
}
