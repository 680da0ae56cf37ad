package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.Verdict;

/** C1: a rule counts however its names are written; what can be nobody's name is refused with its line. */
class C1CanonicalNamesTest {
    @TempDir
    Path home;

    @Test
    void rulesForStaffAndABanInLobbyCount() throws Exception {
        AccessList access = new RuleFiles(home)
                .with(RuleFiles.input("room-case.console.toml"))
                .open();
        InetAddress elsewhere = InetAddress.getByName("192.0.2.1");
        assertThat(access.verdict("staff", RuleFiles.FINGERPRINT, elsewhere)).isInstanceOf(Verdict.Refused.class);
        assertThat(access.verdict("lobby", RuleFiles.FINGERPRINT, InetAddress.getByName("127.0.0.1")))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(access.verdict("lobby", RuleFiles.FINGERPRINT, elsewhere)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void upperCaseFingerprintsAreTheSamePeople() throws Exception {
        String upper = RuleFiles.FINGERPRINT.toUpperCase(Locale.ROOT);
        AccessList access =
                new RuleFiles(home).with("""
                format = 1
                [[rooms]]
                name = "BOARD."
                policy = "allow-list"
                allowed = ["%s"]
                [[bans]]
                id = 4
                identity = "%s"
                room = "Lobby"
                reason = ""
                issuer = "by hand"
                issued = "2026-11-01T00:00:00Z"
                """.formatted(upper, upper)).open();
        InetAddress address = InetAddress.getByName("192.0.2.1");
        assertThat(access.verdict("board", RuleFiles.FINGERPRINT, address)).isInstanceOf(Verdict.Allowed.class);
        assertThat(access.verdict("lobby", RuleFiles.FINGERPRINT, address)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aMappedAddressIsTheIpv4AddressInIt() throws Exception {
        AccessList access = new RuleFiles(home).with("""
                format = 1
                [[bans]]
                id = 1
                address = "::FFFF:192.0.2.0/120"
                reason = ""
                issuer = "by hand"
                issued = "2026-11-01T00:00:00Z"
                """).open();
        assertThat(access.verdict("lobby", RuleFiles.FINGERPRINT, InetAddress.getByName("192.0.2.77")))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aRoomThatNobodyCanAskForIsRefusedWithItsLine() throws Exception {
        RuleFiles files = new RuleFiles(home).with("""
                format = 1

                [[rooms]]
                name = "fine"
                policy = "closed"
                allowed = []

                [[rooms]]
                name = "our room"
                policy = "closed"
                allowed = []
                """);
        assertThatThrownBy(files::open)
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("line 9")
                .hasMessageContaining("\"our room\", which is no room name");
    }

    @Test
    void oneRoomWrittenInTwoWaysIsNotTwoRules() throws Exception {
        RuleFiles files = new RuleFiles(home).with("""
                format = 1
                [[rooms]]
                name = "staff"
                policy = "closed"
                [[rooms]]
                name = "Staff"
                policy = "open"
                """);
        assertThatThrownBy(files::open).hasMessageContaining("line 6").hasMessageContaining("a second time");
    }
}
