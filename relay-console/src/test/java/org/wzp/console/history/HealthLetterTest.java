package org.wzp.console.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.wzp.console.Snapshots.NOON;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.text.DropWords;
import org.wzp.relay.text.Speech;

class HealthLetterTest {
    private static final String KEY = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";

    private static RelaySnapshot banned(String reason) {
        return Snapshots.with(
                Snapshots.running(1, NOON),
                new AccessStatus(
                        List.of(),
                        List.of(
                                new Ban(
                                        1,
                                        BanTarget.Prefix.of("10.1.0.0/16"),
                                        Optional.empty(),
                                        reason,
                                        "root",
                                        NOON,
                                        Optional.empty(),
                                        3),
                                new Ban(
                                        2,
                                        new BanTarget.Identity(KEY),
                                        Optional.of("lobby"),
                                        "",
                                        "root",
                                        NOON,
                                        Optional.of(NOON.plusSeconds(60)),
                                        0))),
                ContentionStatus.NONE);
    }

    private static String letter(RelaySnapshot now, List<Point> hour, boolean withAddresses) {
        return HealthLetter.of(
                new HealthLetter.Facts(now, hour, "wzp-relay 1.0", "ab".repeat(32), withAddresses, ZoneOffset.UTC));
    }

    /** The relay's own address is in every snapshot, bans have theirs, and people type them into reasons. */
    @Test
    void noAddressAndNoFingerprintAppearsUnlessAsked() {
        RelaySnapshot now = banned("from 192.168.7.9:4433, [2001:db8::7]:9, fe80::1 and be7d:8ad9, " + KEY);
        String without = letter(now, List.of(), false);
        for (String secret :
                List.of("192.168.", "10.1.", "2001:db8", "fe80", "be7d", "518e", "d384", "aaaa:bbbb", "01:02<")) {
            assertThat(without).doesNotContain(secret);
        }
        assertThat(Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                        .matcher(without)
                        .find())
                .isFalse();

        String with = letter(now, List.of(), true);
        assertThat(with).contains("192.168.1.20:4433", "10.1.0.0/16", KEY, "192.168.7.9:4433", "fe80::1");
    }

    @Test
    void timesAreNotTakenForAddresses() {
        assertThat(Redaction.hide("at 14:03:20 on 26.11.2026, 3.5 %")).isEqualTo("at 14:03:20 on 26.11.2026, 3.5 %");
    }

    @Test
    void whatPeopleTypedIsNoMarkup() {
        String page = letter(banned("<script>alert('1')</script> & \"x\""), List.of(), false);
        assertThat(page)
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;")
                .doesNotContain("<script");
    }

    @Test
    void thePageStandsAloneAndIsLightAndDark() {
        String page = letter(Snapshots.running(1, NOON), List.of(), false);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</body></html>\n")
                .contains("default-src 'none'", "prefers-color-scheme: dark", "wzp-relay 1.0", "3 min 12 s")
                .doesNotContain("http://", "https://", "src=", "href=");
    }

    @Test
    void theWorstMinutesAreNamedWithTheirCause() {
        List<Point> hour = new ArrayList<>();
        for (int second = 0; second < 300; second++) {
            hour.add(
                    switch (second / 60) {
                        case 1 -> point(second, 100, 0, second == 70 ? 50 : 0);
                        case 2 -> second < 130 ? Point.gap(NOON.plusSeconds(second)) : point(second, 100, 0, 0);
                        case 3 -> point(second, 100, second == 200 ? 45 : 1, 0);
                        default -> point(second, 100, 0.2, 0);
                    });
        }
        assertThat(WorstMinutes.of(hour))
                .extracting(WorstMinutes.Minute::begins, WorstMinutes.Minute::cause)
                .containsExactly(
                        tuple(NOON.plusSeconds(120), "The relay was not running for 10 seconds of it."),
                        tuple(
                                NOON.plusSeconds(60),
                                "50 copies were not delivered (0.8 %), mostly: "
                                        + DropWords.of(DropCause.STALE, Speech.ENGLISH) + "."),
                        tuple(
                                NOON.plusSeconds(180),
                                "A loop ran up to 45.0 ms late: this machine had too much to do."));
        assertThat(letter(Snapshots.running(1, NOON), hour, false)).contains("45.0 ms late", "<polyline");
    }

    private static Point point(int second, double out, double lag, long stale) {
        return new Point(
                NOON.plusSeconds(second),
                50,
                out,
                0,
                3,
                0.1,
                0.2,
                lag,
                stale == 0 ? Map.of() : Map.of(DropCause.STALE, stale),
                ContentionRows.NONE);
    }
}
