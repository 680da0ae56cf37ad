package org.wzp.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.20:4433",
                "10.0.0.0/8",
                "[2001:db8::1]:4433",
                "2001:db8::/32",
                "::1",
                "fe80::1%eth0",
                "2001:db8:1:2:3:4:5:6",
                "relay.example.org:4433",
                "518e:b935",
                "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384",
                "e5:82:94:f2:e9:a2:27:48",
                "e58294f2e9a22748"
            })
    void addressesAndFingerprintsAreHiddenAloneAndInSentences(String secret) {
        assertThat(Privacy.hide(secret)).isEqualTo(Privacy.HIDDEN);
        assertThat(Privacy.hide("Anna (" + secret + ") joined.")).isEqualTo("Anna (" + Privacy.HIDDEN + ") joined.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12:05:07  Anna joined lobby",
                "26 Nov 2026, 14:05",
                "Set in /home/op/relay.toml:12; what you set here stands over it.",
                "1,234 datagrams/s",
                "team-2 5.5 %",
                "deadbeef",
                "1234567890123456"
            })
    void timesFilesFiguresAndNamesStay(String text) {
        assertThat(Privacy.hide(text)).isEqualTo(text);
        assertThat(Privacy.tells(text)).isFalse();
    }

    @Test
    void halfAFingerprintAtTheEndOfALineIsHiddenToo() {
        assertThat(Privacy.hide("e5:82:94:f2:e9:a2:27:48:\n6e:8b:06:1b:e5:82:94:f2"))
                .isEqualTo(Privacy.HIDDEN + "\n" + Privacy.HIDDEN);
    }
}
