package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayCommand.ReplaceIdentity;
import org.wzp.relay.api.SecretSeed;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.IdentityFile;
import org.wzp.relay.identity.Mnemonic;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.telemetry.AuditCheck;
import org.wzp.relay.wire.Bytes;

/** Another identity for a stopped relay: the seed before is kept, the audit log goes on, a spoilt file is mended. */
class ReplaceIdentityTest {
    private static final Seed SEED = Seed.of(Bytes.ofHex("07".repeat(Seed.BYTES)));
    private static final ReplaceIdentity RESTORE = new ReplaceIdentity(Optional.of(new SecretSeed(SEED.bytes())));

    @TempDir
    private Path home;

    private Path file() {
        return home.resolve("relay-identity");
    }

    private List<?> findings() throws IOException {
        return AuditCheck.of(home.resolve("audit.jsonl"), Optional.empty()).findings();
    }

    @Test
    void theNextStartHasTheSeedOfTheWordsAndTheOneBeforeIsKept() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            Seed before = IdentityFile.load(file());
            relay.relay().stop();
            Told told = Told.of(relay.execute(RESTORE));
            assertThat(told.sentence()).contains("will warn", "kept in " + home.resolve("relay-identity.old-1"));
            assertThat(IdentityFile.load(home.resolve("relay-identity.old-1"))).isEqualTo(before);
            relay.relay().start();
            assertThat(relay.relay().snapshot().endpoint().identityFingerprint())
                    .contains(Identity.of(SEED).fingerprint().text());
            assertThat(relay.relay().snapshot().attention()).isEmpty();
            assertThat(findings()).isEmpty();

            relay.relay().stop();
            relay.execute(told.inverse().orElseThrow());
            assertThat(IdentityFile.load(file())).isEqualTo(before);
            assertThat(IdentityFile.load(home.resolve("relay-identity.old-2"))).isEqualTo(SEED);
            assertThat(findings()).isEmpty();
        }
        String audit = Files.readString(home.resolve("audit.jsonl"));
        assertThat(audit).contains(Identity.of(SEED).fingerprint().text()).doesNotContain(SEED.hex());
    }

    @Test
    void aNewOneIsNobodysYet() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            Seed before = IdentityFile.load(file());
            relay.relay().stop();
            relay.execute(new ReplaceIdentity(Optional.empty()));
            assertThat(IdentityFile.load(file())).isNotEqualTo(before);
        }
    }

    @Test
    void whileTheRelayRunsItIsRefused() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            Seed before = IdentityFile.load(file());
            assertThat(relay.execute(RESTORE)).isEqualTo(new Outcome.Refused(new Objection.MustBeStopped()));
            assertThat(IdentityFile.load(file())).isEqualTo(before);
        }
    }

    @Test
    void aSpoiltFileIsMendedByTheWordsAndKept() throws Exception {
        Files.writeString(file(), "spoilt");
        EmbeddedRelay relay = new EmbeddedRelay(RelayFixture.config(home));
        OperatorCommand words =
                new ReplaceIdentity(Mnemonic.parse(Mnemonic.of(SEED)).map(seed -> new SecretSeed(seed.bytes())));
        assertThat(Told.of(relay.execute("test", words)).inverse()).isEmpty();
        assertThat(Files.readString(home.resolve("relay-identity.old-1"))).isEqualTo("spoilt");
        assertThat(IdentityFile.load(file())).isEqualTo(SEED);
        relay.start();
        assertThat(relay.snapshot().attention()).isEmpty();
        relay.close();
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(RESTORE.toString()).doesNotContain("07");
    }
}
