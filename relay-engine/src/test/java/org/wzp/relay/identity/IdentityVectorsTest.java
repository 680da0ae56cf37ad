package org.wzp.relay.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.Vectors;
import org.wzp.relay.wire.Bytes;

class IdentityVectorsTest {

    static Stream<Arguments> identities() {
        return Vectors.cases("identity.json");
    }

    static Stream<Arguments> tls() {
        return Vectors.cases("tls_identity.json");
    }

    static Stream<Arguments> normalize() {
        return Vectors.cases("fingerprints.json", "normalize");
    }

    static Stream<Arguments> format() {
        return Vectors.cases("fingerprints.json", "format");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("identities")
    void aSeedGivesTheKeysAndTheFingerprint(String title, JsonNode testCase) {
        Seed seed = Seed.ofHex(Vectors.text(testCase, "seed_hex"));
        Identity identity = Identity.of(seed);

        assertThat(Identity.ed25519Secret(seed).hex()).isEqualTo(Vectors.text(testCase, "ed25519_secret_hex"));
        assertThat(identity.publicKey().hex()).isEqualTo(Vectors.text(testCase, "ed25519_public_hex"));
        assertThat(seed.derive("warzone-x25519", 32).hex()).isEqualTo(Vectors.text(testCase, "x25519_secret_hex"));
        assertThat(Identity.x25519(seed).publicKey().hex()).isEqualTo(Vectors.text(testCase, "x25519_public_hex"));
        assertThat(identity.fingerprint().value().hex()).isEqualTo(Vectors.text(testCase, "fingerprint_hex"));
        assertThat(identity.fingerprint().text()).isEqualTo(Vectors.text(testCase, "fingerprint"));
    }

    @Test
    void theAllZeroKeyOfReflectionProbesHasItsKnownFingerprint() {
        assertThat(Fingerprint.of(Bytes.zeros(32)).text())
                .isEqualTo("6668:7aad:f862:bd77:6c8f:c18b:8e9f:8e20")
                .isEqualTo(Vectors.file("identity.json")
                        .path("zero_identity_pub_fingerprint")
                        .asText("6668:7aad:f862:bd77:6c8f:c18b:8e9f:8e20"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tls")
    void aSeedGivesTheCertificateBitForBit(String title, JsonNode testCase) throws Exception {
        RelayCertificate certificate = RelayCertificate.of(Seed.ofHex(Vectors.text(testCase, "seed_hex")));

        assertThat(certificate.publicKey().hex()).isEqualTo(Vectors.text(testCase, "tls_ed25519_public_hex"));
        assertThat(Bytes.of(certificate.privateKeyPkcs8()).hex())
                .isEqualTo("302e020100300506032b657004220420" + Vectors.text(testCase, "tls_ed25519_secret_hex"));
        assertThat(Bytes.of(certificate.certificate().getTBSCertificate()).hex())
                .isEqualTo(Vectors.text(testCase, "tbs_certificate_hex"));
        assertThat(Bytes.of(certificate.certificate().getSignature()).hex())
                .isEqualTo(Vectors.text(testCase, "signature_hex"));
        assertThat(Bytes.of(certificate.der()).hex()).isEqualTo(Vectors.text(testCase, "certificate_der_hex"));
        assertThat(certificate.fingerprint().text()).isEqualTo(Vectors.text(testCase, "tls_fingerprint"));
        assertThat(certificate.fingerprint().normalized())
                .isEqualTo(Vectors.text(testCase, "tls_fingerprint_normalized"));
        assertThat(TlsFingerprint.clientTrustId(certificate.der())).isEqualTo(Vectors.text(testCase, "client_tofu_id"));
        certificate.certificate().verify(certificate.certificate().getPublicKey());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("normalize")
    void fingerprintsAreComparedWithoutColonsInLowerCase(String title, JsonNode testCase) {
        assertThat(TlsFingerprint.normalize(Vectors.text(testCase, "input")))
                .isEqualTo(Vectors.text(testCase, "normalized"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("format")
    void anIdentityFingerprintIsWrittenInEightGroupsAndReadBack(String title, JsonNode testCase) {
        Fingerprint fingerprint = new Fingerprint(Bytes.of(Vectors.hex(testCase, "bytes_hex")));
        assertThat(fingerprint.text()).isEqualTo(Vectors.text(testCase, "text")).hasSize(Fingerprint.TEXT_CHARS);
        assertThat(Fingerprint.parse(fingerprint.text())).contains(fingerprint);
    }
}
