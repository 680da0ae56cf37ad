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
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.SignalMessage;

/** F-110, D-70: a relay is who it has proven to be; what it claims, and where it comes from, count for nothing. */
class F110VerifiedIdentityTest {
    private static final Seed FRIEND = FakePeer.seed(0x11);
    private static final Seed STRANGER = FakePeer.seed(0x22);

    @TempDir
    Path folder;

    private Relays relays;
    private Relays.Node paris;
    private ExpectedLog log;

    @BeforeEach
    void start() {
        log = ExpectedLog.of(Federation.class);
        relays = new Relays(folder);
        paris = relays.node("Paris");
        paris.trusts(fingerprintOf(FRIEND), "Friend");
        relays.start();
    }

    @AfterEach
    void stop() {
        relays.close();
        log.close();
    }

    private void assertRefused(FakePeer peer, CloseReason reason) {
        assertThat(peer.awaitClose().code()).isEqualTo(reason.code());
        // the first snapshot may be of a moment before the first look at the links
        await(() -> assertThat(paris.peer(fingerprintOf(FRIEND)).state()).isNotEqualTo(State.UP));
    }

    private static String fingerprintOf(Seed seed) {
        return RelayCertificate.of(seed).fingerprint().normalized();
    }

    @Test
    void aTrustedRelayThatProvesItselfIsLinked() {
        try (FakePeer peer = FakePeer.linked(paris, FRIEND)) {
            await(() -> assertThat(paris.peer(peer.fingerprint()).proof()).isEqualTo(Proof.PROVEN));
        }
    }

    @Test
    void whoOnlyClaimsATrustedFingerprintIsRefusedAndShown() {
        try (FakePeer impostor = FakePeer.stock(paris, FRIEND)) {
            assertRefused(impostor, CloseReason.RELAY_UNPROVEN);
            await(() -> assertThat(paris.peer(impostor.fingerprint()).problem()).isEqualTo(Problem.CLAIM_NOT_ACCEPTED));
            assertThat(paris.peer(impostor.fingerprint()).proof()).isEqualTo(Proof.CLAIMED);
        }
    }

    @Test
    void aProofWithAnotherKeyIsRefused() {
        try (FakePeer impostor = FakePeer.dials(paris.address, STRANGER)) {
            impostor.send(new SignalMessage.FederationHello(
                    RelayCertificate.of(FRIEND).fingerprint().text(), FakePeer.NONCE));
            impostor.prove(paris.fingerprint());
            assertRefused(impostor, CloseReason.RELAY_UNPROVEN);
            await(() -> assertThat(paris.peer(fingerprintOf(FRIEND)).proof()).isEqualTo(Proof.REFUSED));
        }
    }

    @Test
    void theRightCertificateWithASignatureOfAnotherKeyIsRefused() {
        try (FakePeer impostor = FakePeer.dials(paris.address, STRANGER)) {
            var friend = RelayCertificate.of(FRIEND);
            impostor.send(new SignalMessage.FederationHello(friend.fingerprint().text(), FakePeer.NONCE));
            SignalMessage.FederationProof own = impostor.proof(impostor.challenge(), paris.fingerprint());
            impostor.send(new SignalMessage.FederationProof(Bytes.of(friend.der()), own.signature()));
            assertRefused(impostor, CloseReason.RELAY_UNPROVEN);
        }
    }

    @Test
    void aProofThatWasSeenOnceIsNotGoodAgain() {
        SignalMessage.FederationProof seen;
        try (FakePeer honest = FakePeer.dials(paris.address, FRIEND)) {
            honest.hello(FakePeer.NONCE);
            seen = honest.proof(honest.challenge(), paris.fingerprint());
            honest.send(seen);
            await(() -> honest.last(SignalMessage.FederationAccepted.class));
        }
        await(() -> assertThat(paris.peer(fingerprintOf(FRIEND)).state()).isNotEqualTo(State.UP));
        try (FakePeer replaying = FakePeer.dials(paris.address, FRIEND)) {
            replaying.hello(FakePeer.NONCE);
            var _ = replaying.challenge();
            replaying.send(seen);
            assertRefused(replaying, CloseReason.RELAY_UNPROVEN);
        }
    }

    /** A relay that the friend dials hands on our challenge as its own: the friend signs for that relay's certificate. */
    @Test
    void aProofMadeForAnotherRelayIsNotGoodHere() {
        try (FakePeer middle = FakePeer.dials(paris.address, FRIEND)) {
            middle.hello(FakePeer.NONCE);
            middle.send(middle.proof(middle.challenge(), fingerprintOf(STRANGER)));
            assertRefused(middle, CloseReason.RELAY_UNPROVEN);
        }
    }

    @Test
    void aProvenRelayThatNobodyTrustsKnocks() {
        try (FakePeer stranger = FakePeer.dials(paris.address, STRANGER)) {
            stranger.hello(FakePeer.NONCE).prove(paris.fingerprint());
            assertThat(stranger.awaitClose().code()).isEqualTo(CloseReason.RELAY_NOT_TRUSTED.code());
            await(() -> assertThat(paris.relay().relay().snapshot().federation().knocks())
                    .singleElement()
                    .satisfies(knock -> {
                        assertThat(knock.fingerprint()).isEqualTo(stranger.fingerprint());
                        assertThat(knock.proven()).isTrue();
                        assertThat(knock.times()).isEqualTo(1);
                    }));
            assertThat(log.lines()).anySatisfy(line -> assertThat(line)
                    .contains("[[trusted]]", stranger.certificate.fingerprint().text()));
        }
    }

    @Test
    void oneThatHasProvenItselfIsNotReplacedByAClaim() {
        paris.stop();
        paris.speaks(config -> Relays.with(config, true, 2)).start();
        try (FakePeer honest = FakePeer.linked(paris, FRIEND);
                FakePeer impostor = FakePeer.stock(paris, FRIEND)) {
            assertThat(impostor.awaitClose().code()).isEqualTo(CloseReason.RELAY_UNPROVEN.code());
            assertThat(honest.isClosed()).isFalse();
            await(() -> assertThat(paris.peer(honest.fingerprint()).proof()).isEqualTo(Proof.PROVEN));
        }
    }

    @Test
    void aClaimDoesNotEndAnotherOneThatIsAlive() {
        paris.stop();
        paris.speaks(config -> Relays.with(config, true, 2)).start();
        TestClient anna = paris.join(ROOM, "Anna");
        try (FakePeer stock = FakePeer.stock(paris, FRIEND)) {
            stock.tells(ROOM, 1, "Sam");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam"));
            try (FakePeer impostor = FakePeer.stock(paris, FRIEND)) {
                assertThat(impostor.awaitClose().code()).isEqualTo(CloseReason.RELAY_UNPROVEN.code());
            }
            stock.tells(ROOM, 2, "Sam", "Tom");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam", "Tom"));
            assertThat(stock.isClosed()).isFalse();
        }
        // the one that comes again after its end is let in
        await(() -> assertThat(anna.roster()).containsExactly("Anna"));
        try (FakePeer again = FakePeer.stock(paris, FRIEND)) {
            again.tells(ROOM, 3, "Sam");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam"));
        }
    }

    @Test
    void whoProvesItTakesThePlaceOfAClaim() {
        paris.stop();
        paris.speaks(config -> Relays.with(config, true, 2)).start();
        TestClient anna = paris.join(ROOM, "Anna");
        try (FakePeer impostor = FakePeer.stock(paris, FRIEND)) {
            impostor.tells(ROOM, 1, "Sam");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam"));
            try (FakePeer honest = FakePeer.linked(paris, FRIEND)) {
                assertThat(impostor.awaitClose().code()).isEqualTo(CloseReason.LINK_REPLACED.code());
                honest.tells(ROOM, 2, "Tom");
                await(() -> assertThat(anna.roster()).containsExactly("Anna", "Tom"));
            }
        }
    }

    @Test
    void theDialledRelayMustShowTheConfiguredCertificate() {
        Relays.Node berlin = relays.node("Berlin");
        berlin.speaks(config -> config.peers(peers -> List.of(new FederationConfig.Peer(
                "127.0.0.1:" + paris.address.getPort(), fingerprintOf(STRANGER), "Wrong one"))));
        berlin.start();
        await(() -> {
            assertThat(berlin.peer(fingerprintOf(STRANGER)).problem()).isEqualTo(Problem.OTHER_CERTIFICATE);
            assertThat(berlin.peer(fingerprintOf(STRANGER)).proof()).isEqualTo(Proof.REFUSED);
            assertThat(berlin.peer(fingerprintOf(STRANGER)).detail()).contains(paris.fingerprint());
        });
    }

    @Test
    void aClaimIsLetInWhereTheConfigurationSaysSoAndIsShownAsOne() {
        paris.stop();
        paris.speaks(config -> Relays.with(config, true, 2)).start();
        try (FakePeer stock = FakePeer.stock(paris, FRIEND)) {
            TestClient anna = paris.join(ROOM, "Anna");
            stock.tells(ROOM, 1, "Sam");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam"));
            await(() -> assertThat(paris.peer(stock.fingerprint()).proof()).isEqualTo(Proof.CLAIMED));
            assertThat(paris.peer(stock.fingerprint()).speaksOurs()).isFalse();
        }
    }
}
