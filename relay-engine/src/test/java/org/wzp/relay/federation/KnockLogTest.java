package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.identity.RelayCertificate;

/** A stranger who knocks with another name each time pushes nothing out of the log, nor of what is known of real relays. */
class KnockLogTest {
    private static final int STRANGERS = 80;

    private static final String FRIEND =
            RelayCertificate.of(FakePeer.seed(200)).fingerprint().normalized();

    @TempDir
    Path folder;

    private static Relays.Node started(Relays relays) {
        Relays.Node paris = relays.node("Paris").trusts(FRIEND, "Friend");
        relays.start();
        return paris;
    }

    @Test
    void aLineForTheFirstOnesAndThenOneASecond() {
        try (Relays relays = new Relays(folder);
                ExpectedLog log = ExpectedLog.everywhere()) {
            Relays.Node paris = started(relays);
            for (int i = 1; i <= STRANGERS; i++) {
                try (FakePeer stranger = FakePeer.stock(paris, FakePeer.seed(i))) {
                    var _ = stranger.awaitClose();
                }
            }
            await(() -> assertThat(paris.relay().relay().snapshot().federation().knocks())
                    .hasSize(32));
            assertThat(log.lines().stream().filter(line -> line.contains("wants a link")))
                    .hasSizeBetween(LogAllowance.LINES_AT_ONCE, STRANGERS / 2);
            try (FakePeer impostor = FakePeer.stock(paris, FakePeer.seed(200))) {
                var _ = impostor.awaitClose();
                await(() -> assertThat(paris.peer(FRIEND).problem()).isEqualTo(Problem.CLAIM_NOT_ACCEPTED));
            }
        }
    }

    @Test
    void ofATrustedRelayThatCanNotProveItTheLogSaysOnceWhyItIsNotLetIn() {
        try (Relays relays = new Relays(folder);
                ExpectedLog log = ExpectedLog.everywhere()) {
            Relays.Node paris = started(relays);
            for (int i = 0; i < 3; i++) {
                try (FakePeer stock = FakePeer.stock(paris, FakePeer.seed(200))) {
                    var _ = stock.awaitClose();
                    await(() -> assertThat(paris.peer(FRIEND).problem()).isEqualTo(Problem.CLAIM_NOT_ACCEPTED));
                }
            }
            assertThat(log.lines().stream().filter(line -> line.contains("says that it is the relay Friend")))
                    .singleElement()
                    .asString()
                    .contains("federation_allow_unverified = true");
        }
    }
}
