package org.wzp.relay.nearby;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.wire.Bytes;

class NearbyTableTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String OWN_FINGERPRINT = Sent.fingerprint(999_999);

    private final NearbyTable table = new NearbyTable(OWN_FINGERPRINT);

    private List<String> names() {
        return table.byName().stream().map(NearbyRelay::name).toList();
    }

    @Test
    void whatARelayAnnouncesIsReadAsItWasMeant() {
        Announcement announcement =
                new Announcement("Büro", new TlsFingerprint(Bytes.ofHex(Sent.fingerprint(1))), 4433);
        table.show(List.of(Sent.heard(Sent.text(announcement), Sent.OTHER, 4433)), NOON);
        assertThat(table.byName())
                .containsExactly(new NearbyRelay(
                        Sent.fingerprint(1), "Büro", new InetSocketAddress("192.168.1.30", 4433), 1, NOON));
    }

    @Test
    void itDoesNotShowItself() {
        table.show(List.of(Sent.heard(Sent.text("v=1", "fp=" + OWN_FINGERPRINT, "name=Me"), Sent.OWN, 4433)), NOON);
        assertThat(table.byName()).isEmpty();
        assertThat(table.unreadable()).isZero();
    }

    @Test
    void whatIsHeardNoMoreIsGone() {
        DnsSd.Heard branch = Sent.relay(1, "Branch");
        table.show(List.of(branch), NOON);
        table.show(List.of(Sent.aged(branch, NearbyTable.HEARD_NO_MORE)), NOON.plusSeconds(1));
        assertThat(names()).containsExactly("Branch");
        table.show(
                List.of(Sent.aged(branch, NearbyTable.HEARD_NO_MORE.plus(Duration.ofMillis(1)))), NOON.plusSeconds(2));
        assertThat(names()).isEmpty();
        table.show(List.of(branch), NOON.plusSeconds(3));
        assertThat(table.byName().getFirst().since()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void tenThousandOthersDoNotPushOutWhoWasThere() {
        DnsSd.Heard branch = Sent.relay(1, "Branch");
        table.show(List.of(branch), NOON);
        List<DnsSd.Heard> crowd = new ArrayList<>();
        IntStream.range(2, 10_002).forEach(number -> crowd.add(Sent.relay(number, "crowd " + number)));
        crowd.add(branch);
        table.show(crowd, NOON.plusSeconds(1));
        assertThat(table.byName()).hasSize(NearbyStatus.MOST_RELAYS);
        assertThat(names()).contains("Branch");
        assertThat(table.beyond()).isEqualTo(10_001 - NearbyStatus.MOST_RELAYS);
        table.show(crowd, NOON.plusSeconds(2));
        assertThat(table.beyond()).as("the same ones count once").isEqualTo(10_001 - NearbyStatus.MOST_RELAYS);
        table.show(List.of(branch), NOON.plusSeconds(3));
        assertThat(names()).containsExactly("Branch");
    }

    @Test
    void whoAnnouncesTheFingerprintOfAnotherDoesNotTakeItsPlace() {
        DnsSd.Heard branch = Sent.relay(1, "Branch");
        DnsSd.Heard impostor = Sent.relay(1, "Impostor", Sent.address("192.168.1.66"));
        table.show(List.of(branch), NOON);
        table.show(List.of(impostor, branch), NOON.plusSeconds(1));
        assertThat(names()).containsExactly("Branch");
        // a relay that moves is followed as soon as nobody announces it where it was
        table.show(List.of(impostor), NOON.plusSeconds(2));
        assertThat(table.byName().getFirst().address().getHostString()).isEqualTo("192.168.1.66");
        assertThat(table.byName().getFirst().since()).isEqualTo(NOON);
    }

    @Test
    void aNameIsCutAndHarmless() {
        table.show(List.of(Sent.relay(1, "\u202Eevil\n" + "x".repeat(150))), NOON);
        assertThat(names().getFirst())
                .hasSizeLessThanOrEqualTo(60)
                .doesNotContain("\n")
                .doesNotContain("\u202E");
    }

    @Test
    void aRelayWithoutANameIsCalledByItsFingerprint() {
        table.show(List.of(Sent.heard(Sent.text("v=1", "fp=" + Sent.fingerprint(1)), Sent.OTHER, 4433)), NOON);
        assertThat(names()).containsExactly(Sent.fingerprint(1).substring(0, 16));
    }

    static Stream<Arguments> unreadable() {
        String good = "fp=" + Sent.fingerprint(1);
        return Stream.of(
                Arguments.of("no attributes", Sent.heard(new byte[0], Sent.OTHER, 4433)),
                Arguments.of("no fingerprint", Sent.heard(Sent.text("v=1", "name=x"), Sent.OTHER, 4433)),
                Arguments.of(
                        "a short fingerprint",
                        Sent.heard(Sent.text("v=1", good.substring(0, good.length() - 1)), Sent.OTHER, 4433)),
                Arguments.of("no hex digits", Sent.heard(Sent.text("v=1", "fp=" + "g".repeat(64)), Sent.OTHER, 4433)),
                Arguments.of("no version", Sent.heard(Sent.text(good), Sent.OTHER, 4433)),
                Arguments.of("version 0", Sent.heard(Sent.text("v=0", good), Sent.OTHER, 4433)),
                Arguments.of("a version without end", Sent.heard(Sent.text("v=99999999999", good), Sent.OTHER, 4433)),
                Arguments.of("port 0", Sent.heard(Sent.text("v=1", good), Sent.OTHER, 0)),
                Arguments.of("port 70000", Sent.heard(Sent.text("v=1", good), Sent.OTHER, 70_000)),
                Arguments.of(
                        "an address elsewhere", Sent.heard(Sent.text("v=1", good), Sent.address("198.51.100.7"), 4433)),
                Arguments.of("loopback", Sent.heard(Sent.text("v=1", good), Sent.address("127.0.0.1"), 4433)),
                Arguments.of("a group", Sent.heard(Sent.text("v=1", good), Sent.address("224.0.0.251"), 4433)),
                Arguments.of(
                        "more text than anybody needs",
                        Sent.heard(
                                Sent.text(
                                        "v=1",
                                        good,
                                        "a=" + "a".repeat(250),
                                        "b=" + "b".repeat(250),
                                        "c=" + "c".repeat(250),
                                        "d=" + "d".repeat(250)),
                                Sent.OTHER,
                                4433)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void whatIsNoRelayIsCountedAndNotShown(String what, DnsSd.Heard heard) {
        table.show(List.of(heard), NOON);
        table.show(List.of(heard), NOON.plusSeconds(1));
        assertThat(table.byName()).as(what).isEmpty();
        assertThat(table.unreadable()).as(what).isEqualTo(1);
    }

    @Test
    void noBytesMakeItFail() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] text = new byte[random.nextInt(300)];
            random.nextBytes(text);
            table.show(List.of(Sent.heard(text, Sent.OTHER, 4433)), NOON);
        }
        assertThat(table.byName()).isEmpty();
        assertThat(table.unreadable()).isPositive();
    }
}
