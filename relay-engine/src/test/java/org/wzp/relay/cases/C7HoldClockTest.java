package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.Verdict;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.storage.NotWrittenException;

/** C7: a hold of five minutes lasts five minutes, whatever somebody does to the clock on the wall. */
class C7HoldClockTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    Path home;

    private AccessList held(RuleFiles files) throws Exception {
        AccessList access = files.open();
        access.hold(
                List.of(new BanTarget.Identity(RuleFiles.FINGERPRINT)),
                Optional.of("lobby"),
                "be nice",
                "test",
                FIVE_MINUTES);
        return access;
    }

    private static boolean keptOut(AccessList access) throws Exception {
        return access.explain("lobby", RuleFiles.FINGERPRINT, InetAddress.getByName("192.0.2.1"))
                instanceof Verdict.Refused;
    }

    @Test
    void settingTheClockBackMakesItNoLonger() throws Exception {
        RuleFiles files = new RuleFiles(home);
        AccessList access = held(files);
        files.wall = files.wall.minus(Duration.ofHours(1));
        files.running = FIVE_MINUTES.minusSeconds(1);
        assertThat(keptOut(access)).isTrue();
        files.running = FIVE_MINUTES;
        assertThat(keptOut(access)).isFalse();
        assertThat(access.view().bans()).isEmpty();
    }

    @Test
    void settingItForwardMakesItNoShorter() throws Exception {
        RuleFiles files = new RuleFiles(home);
        AccessList access = held(files);
        files.wall = files.wall.plus(Duration.ofHours(1));
        assertThat(keptOut(access)).isTrue();
        assertThat(access.view().bans()).hasSize(1);
    }

    @Test
    void itsEndIsShownByTheClockAsItIsNow() throws Exception {
        RuleFiles files = new RuleFiles(home);
        AccessList access = held(files);
        Instant first = access.view().bans().getFirst().until().orElseThrow();
        assertThat(first).isEqualTo(files.wall.plus(FIVE_MINUTES));
        files.wall = files.wall.minus(Duration.ofHours(1));
        assertThat(access.view().bans()).map(Ban::until).containsExactly(Optional.of(files.wall.plus(FIVE_MINUTES)));
    }

    @Test
    void afterARestartTheWallClockIsAllThereIs() throws Exception {
        RuleFiles files = new RuleFiles(home);
        held(files);
        files.running = Duration.ofDays(3);
        AccessList next = files.open();
        assertThat(keptOut(next)).isTrue();
        files.wall = files.wall.plus(FIVE_MINUTES);
        assertThat(keptOut(next)).isFalse();
    }

    @Test
    void aBanUntilAMomentEndsAtThatMoment() throws Exception {
        RuleFiles files = new RuleFiles(home);
        AccessList access = files.open();
        access.ban(
                List.of(new BanTarget.Identity(RuleFiles.FINGERPRINT)),
                Optional.empty(),
                "",
                "test",
                Optional.of(files.wall.plus(FIVE_MINUTES)));
        files.wall = files.wall.plus(FIVE_MINUTES);
        assertThat(keptOut(access)).isFalse();
    }

    @Test
    void oneThatIsOverStaysOverAfterAnotherHoldBegan() throws Exception {
        RuleFiles files = new RuleFiles(home);
        AccessList access = held(files);
        List<Ban> first = access.view().bans();
        files.wall = files.wall.minus(Duration.ofHours(1));
        files.running = FIVE_MINUTES.plusSeconds(1);
        access.hold(List.of(new BanTarget.Identity("somebody else")), Optional.empty(), "", "test", FIVE_MINUTES);
        assertThat(keptOut(access)).isFalse();
        assertThat(access.restoreBans(first)).isEmpty();
        assertThat(keptOut(access)).isFalse();
    }

    @Test
    void aHoldThatCouldNotBeWrittenLeavesNoEndForTheNextBan() throws Exception {
        RuleFiles files = new RuleFiles(home);
        AccessList access = files.open();
        access.witness(change -> {
            throw new NotWrittenException("the log", new IOException("no"));
        });
        assertThatThrownBy(() -> access.hold(
                        List.of(new BanTarget.Identity(RuleFiles.FINGERPRINT)),
                        Optional.empty(),
                        "",
                        "test",
                        FIVE_MINUTES))
                .hasMessage("the log could not be written");
        access.witness(change -> {});
        access.ban(
                List.of(new BanTarget.Identity(RuleFiles.FINGERPRINT)), Optional.empty(), "", "test", Optional.empty());
        files.running = FIVE_MINUTES.multipliedBy(2);
        assertThat(keptOut(access)).isTrue();
    }
}
