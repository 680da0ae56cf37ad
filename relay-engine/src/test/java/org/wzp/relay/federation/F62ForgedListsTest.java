package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RemotePerson;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.wire.RoomOrigin;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;

/** F-62: a relay that is trusted can say of others what it likes, but not in their place, and nothing that outlasts it. */
class F62ForgedListsTest {
    private static final Seed HONEST = FakePeer.seed(1);
    private static final Seed FORGER = FakePeer.seed(2);

    @TempDir
    Path folder;

    private Relays relays;
    private Relays.Node berlin;
    private TestClient anna;

    @BeforeEach
    void start() {
        relays = new Relays(folder);
        berlin = relays.node("Berlin");
        berlin.trusts(of(HONEST).normalizedFingerprint(), "Honest")
                .trusts(of(FORGER).normalizedFingerprint(), "Forger");
        relays.start();
        anna = berlin.join(ROOM, "Anna");
    }

    @AfterEach
    void stop() {
        relays.close();
    }

    private record Named(String normalizedFingerprint, String fingerprintText) {}

    private static Named of(Seed seed) {
        var fingerprint = RelayCertificate.of(seed).fingerprint();
        return new Named(fingerprint.normalized(), fingerprint.text());
    }

    private void awaitRoster(String... aliases) {
        await(() -> assertThat(anna.roster()).containsExactly(aliases));
    }

    private void awaitDropped(Seed link, DropCause cause) {
        await(() -> assertThat(
                        berlin.peer(of(link).normalizedFingerprint()).traffic().dropped())
                .extracting(Drop::cause)
                .contains(cause));
    }

    @Test
    void aListThatIsSaidInTheNameOfAnotherRelayChangesNothing() {
        try (FakePeer honest = FakePeer.linked(berlin, HONEST);
                FakePeer forger = FakePeer.linked(berlin, FORGER)) {
            honest.tells(ROOM, 5, "Lea");
            awaitRoster("Anna", "Lea");
            String name = of(HONEST).fingerprintText();
            forger.tells(ROOM, name, Long.MAX_VALUE, 0, "Mallory").tells(ROOM, name, Long.MAX_VALUE - 1, 0);
            awaitDropped(FORGER, DropCause.MALFORMED);
            assertThat(anna.roster()).containsExactly("Anna", "Lea");
            honest.tells(ROOM, 6, "Lea", "Max");
            awaitRoster("Anna", "Lea", "Max");
        }
    }

    @Test
    void aNumberThatSomebodyMadeUpDoesNotKeepOutTheRelayItself() {
        try (FakePeer forger = FakePeer.linked(berlin, FORGER)) {
            forger.tells(ROOM, of(HONEST).fingerprintText(), Long.MAX_VALUE, 1, "Mallory");
            awaitRoster("Anna", "Mallory");
            try (FakePeer honest = FakePeer.linked(berlin, HONEST)) {
                honest.tells(ROOM, 6, "Lea");
                awaitRoster("Anna", "Lea");
                honest.tells(ROOM, 7, "Lea", "Max");
                awaitRoster("Anna", "Lea", "Max");
            }
        }
    }

    @Test
    void oneWhoseClockWasSetBackOverARestartIsHeard() {
        try (FakePeer before = FakePeer.linked(berlin, HONEST)) {
            before.tells(ROOM, 1_000, "Lea");
            awaitRoster("Anna", "Lea");
        }
        awaitRoster("Anna");
        try (FakePeer after = FakePeer.linked(berlin, HONEST)) {
            after.tells(ROOM, 10, "Max");
            awaitRoster("Anna", "Max");
        }
    }

    @Test
    void whatPeopleElsewhereAreKnownByIsPrintable() {
        try (FakePeer forger = FakePeer.linked(berlin, FORGER)) {
            forger.send(new GlobalRoomActive(
                    ROOM,
                    List.of(new RosterEntry("\u202eab\ncd", null, null)),
                    new RoomOrigin(of(FORGER).fingerprintText(), 1, 0)));
            await(() -> assertThat(berlin.relay().relay().snapshot().rooms())
                    .singleElement()
                    .satisfies(room -> assertThat(room.elsewhere())
                            .extracting(RemotePerson::fingerprint)
                            .containsExactly("\\u{202e}ab\\u{a}cd")));
        }
    }

    @Test
    void whoTellsOfManyRelaysTakesNobodyElsesPlace() {
        try (FakePeer honest = FakePeer.linked(berlin, HONEST);
                FakePeer forger = FakePeer.linked(berlin, FORGER)) {
            for (int i = 1; i <= Rosters.MOST_ORIGINS + 8; i++) {
                forger.tells(ROOM, String.format("%064x", i), 1, 1, "Nobody" + i);
            }
            awaitDropped(FORGER, DropCause.OVERFLOW);
            honest.tells(ROOM, 1, "Lea").tells(ROOM, "ff".repeat(32), 1, 1, "Far");
            await(() -> assertThat(anna.roster()).contains("Lea", "Far"));
        }
    }
}
