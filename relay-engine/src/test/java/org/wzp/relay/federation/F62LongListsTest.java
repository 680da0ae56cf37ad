package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;
import static org.wzp.relay.federation.Relays.awaitUp;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.wire.RoomOrigin;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;

/** F-62: however much a relay tells of its people, it ends neither a link nor a client. */
class F62LongListsTest {
    private static final Seed MANY = FakePeer.seed(1);

    @TempDir
    Path folder;

    private Relays relays;
    private Relays.Node berlin;

    @BeforeEach
    void start() {
        relays = new Relays(folder);
        berlin = relays.node("Berlin");
        berlin.trusts(RelayCertificate.of(MANY).fingerprint().normalized(), "Many".repeat(10));
    }

    @AfterEach
    void stop() {
        relays.close();
    }

    private static List<RosterEntry> people(int count, int fingerprintChars, String character) {
        return IntStream.range(0, count)
                .mapToObj(number -> new RosterEntry(
                        String.format("%0" + fingerprintChars + "d", number), character.repeat(128), null))
                .toList();
    }

    @Test
    void moreThanFitsIntoOneSignalEndsNoClient() {
        relays.start();
        TestClient anna = berlin.join(ROOM, "Anna");
        try (FakePeer many = FakePeer.linked(berlin, MANY)) {
            for (int relay = 1; relay <= 6; relay++) {
                // each character takes six bytes: 1.3 MB together, where a client takes 1 MiB
                many.send(new GlobalRoomActive(
                        ROOM, people(280, 40 + relay, "\u0001"), new RoomOrigin(String.format("%064x", relay), 1, 1)));
            }
            await(() -> assertThat(anna.roster()).hasSizeGreaterThan(100));
            many.tells(ROOM, 2, "Lea");
            await(() -> assertThat(anna.roster()).contains("Anna", "Lea"));
        }
    }

    @Test
    void aListThatGetsLongerOnItsWayEndsNoLink() {
        Relays.Node paris = relays.node("Paris").dials(berlin);
        berlin.trusts(paris);
        relays.start();
        awaitUp(berlin, paris);
        TestClient ben = paris.join(ROOM, "Ben");
        try (FakePeer many = FakePeer.linked(berlin, MANY)) {
            // as much as a relay may say; with the label of ours it is more
            many.send(new GlobalRoomActive(
                    ROOM,
                    people(1_000, 84, "a"),
                    new RoomOrigin(many.certificate.fingerprint().text(), 1, 0)));
            await(() -> assertThat(ben.roster()).hasSizeGreaterThan(400));
            many.tells(ROOM, 2, "Lea");
            await(() -> assertThat(ben.roster()).containsExactly("Ben", "Lea"));
            assertThat(paris.peer(berlin).state()).isEqualTo(State.UP);
        }
    }

    /** Somebody joins or leaves a room of a hundred four times a second, and each time all of it is told. */
    @Test
    void aBusyRoomEndsNoLink() {
        relays.start();
        TestClient anna = berlin.join(ROOM, "Anna");
        try (FakePeer many = FakePeer.linked(berlin, MANY)) {
            for (int version = 1; version <= 60; version++) {
                many.send(new GlobalRoomActive(
                        ROOM,
                        people(100, 39, "a"),
                        new RoomOrigin(many.certificate.fingerprint().text(), version, 0)));
            }
            many.tells(ROOM, 100, "Lea");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Lea"));
            assertThat(many.isClosed()).isFalse();
        }
    }
}
