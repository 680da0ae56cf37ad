package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;

/**
 * C6: snapshots and verdicts cost the same whatever the number of bans. {@code BanIndexTest} holds how few a verdict looks
 * at; the figures stand in the module's README.
 */
class C6ManyBansTest {
    private static final int MANY = 50_000;

    @TempDir
    Path home;

    private AccessList manyBans(RuleFiles files) throws Exception {
        StringBuilder rules = new StringBuilder("format = 1\n");
        for (int i = 1; i <= MANY; i++) {
            rules.append("[[bans]]\nid = ")
                    .append(i)
                    .append("\naddress = \"10.")
                    .append(i >> 8)
                    .append('.');
            rules.append(i & 255).append(".0/24\"\nreason = \"list\"\nissuer = \"import\"\n");
            rules.append("issued = \"2026-11-01T00:00:00Z\"\nhits = 0\n");
        }
        return files.with(rules.toString()).open();
    }

    @Test
    void theSnapshotIsTheSameObjectUntilSomethingChanges() throws Exception {
        RuleFiles files = new RuleFiles(home);
        AccessList access = manyBans(files);
        AccessStatus first = access.view();
        assertThat(first.bans()).hasSize(MANY);
        files.running = Duration.ofSeconds(1);
        files.wall = files.wall.plusSeconds(1);
        assertThat(access.view()).isSameAs(first);

        access.verdict("lobby", RuleFiles.FINGERPRINT, InetAddress.getByName("10.0.7.9"));
        AccessStatus hit = access.view();
        assertThat(hit).isNotSameAs(first);
        assertThat(hit.bans().get(6).hits()).isOne();
        assertThat(hit.bans().get(7))
                .as("the others are the same objects")
                .isSameAs(first.bans().get(7));
        assertThat(access.view()).isSameAs(hit);
    }

    @Test
    void aBanMoreIsInForceAndEndsWithoutAChange() throws Exception {
        RuleFiles files = new RuleFiles(home);
        AccessList access = manyBans(files);
        access.hold(
                List.of(new BanTarget.Identity(RuleFiles.FINGERPRINT)),
                Optional.empty(),
                "",
                "test",
                Duration.ofMinutes(1));
        assertThat(access.view().bans()).hasSize(MANY + 1);
        files.wall = files.wall.plusSeconds(60);
        files.running = Duration.ofMinutes(1);
        assertThat(access.view().bans()).hasSize(MANY).extracting(Ban::id).doesNotContain((long) MANY + 1);
    }
}
