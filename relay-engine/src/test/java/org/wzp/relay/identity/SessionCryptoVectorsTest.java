package org.wzp.relay.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.Vectors;
import org.wzp.relay.wire.Bytes;

class SessionCryptoVectorsTest {

    static Stream<Arguments> aead() {
        return Vectors.cases("session_crypto.json", "aead");
    }

    static Stream<Arguments> rekey() {
        return Vectors.cases("session_crypto.json", "rekey");
    }

    static Stream<Arguments> nonce() {
        return Vectors.cases("session_crypto.json", "nonce");
    }

    static Stream<Arguments> replay() {
        return Vectors.cases("anti_replay.json");
    }

    static Stream<Arguments> mnemonics() {
        return Vectors.cases("identity.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aead")
    void packetsAreSealedAndOpenedInOrder(String title, JsonNode testCase) {
        Bytes key = bytes(testCase, "session_key_hex");
        PacketCipher sender = new PacketCipher(key);
        PacketCipher receiver = new PacketCipher(key);
        assertThat(SessionKeys.sessionId(key)).isEqualTo(bytes(testCase, "session_id_hex"));
        for (JsonNode packet : testCase.required("packets")) {
            byte[] header = Vectors.hex(packet, "aad_hex");
            byte[] sealed = Vectors.hex(packet, "ciphertext_hex");
            byte[] damaged = sealed.clone();
            damaged[0] ^= 1;
            assertThat(PacketCipher.nonce(
                            bytes(testCase, "session_id_hex"),
                            packet.required("counter").asInt(),
                            0))
                    .isEqualTo(Vectors.hex(packet, "nonce_hex"));
            assertThat(sender.seal(header, Vectors.hex(packet, "plaintext_hex")))
                    .isEqualTo(sealed);
            assertThat(receiver.open(header, damaged)).isEmpty();
            assertThat(receiver.open(header, sealed)).contains(Vectors.hex(packet, "plaintext_hex"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rekey")
    void aNewKeyComesFromTheOldOneAndAnAgreement(String title, JsonNode testCase) {
        EphemeralKey own = EphemeralKey.ofSecret(bytes(testCase, "own_new_secret_hex"));
        Bytes peer = bytes(testCase, "peer_new_public_hex");
        Bytes next = Rekey.next(bytes(testCase, "old_key_hex"), own, peer);
        assertThat(own.publicKey()).isEqualTo(bytes(testCase, "own_new_public_hex"));
        assertThat(own.agree(peer)).isEqualTo(bytes(testCase, "dh_hex"));
        assertThat(next).isEqualTo(bytes(testCase, "new_key_hex"));
        assertThat(SessionKeys.sessionId(next)).isEqualTo(bytes(testCase, "new_session_id_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonce")
    void nonceHoldsSessionCounterAndDirection(String title, JsonNode testCase) {
        assertThat(PacketCipher.nonce(
                        bytes(testCase, "session_id_hex"),
                        (int) testCase.required("counter").asLong(),
                        testCase.required("direction").asInt()))
                .isEqualTo(Vectors.hex(testCase, "nonce_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replay")
    void eachSequenceNumberIsAcceptedOnce(String title, JsonNode testCase) {
        AntiReplayWindow window = new AntiReplayWindow();
        for (int i = 0; i < testCase.required("sequence").size(); i++) {
            assertThat(window.accept(testCase.required("sequence").get(i).asInt()))
                    .as("packet %d", i)
                    .isEqualTo(testCase.required("accepted").get(i).asBoolean());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mnemonics")
    void aSeedIsWrittenAsWordsAndReadBack(String title, JsonNode testCase) {
        Seed seed = Seed.ofHex(Vectors.text(testCase, "seed_hex"));
        String words = Vectors.text(testCase, "mnemonic");
        assertThat(Mnemonic.of(seed)).isEqualTo(words);
        assertThat(Mnemonic.parse(words)).contains(seed);
        assertThat(Mnemonic.parse(words + " zoo")).isEmpty();
    }

    private static Bytes bytes(JsonNode testCase, String member) {
        return Bytes.of(Vectors.hex(testCase, member));
    }
}
