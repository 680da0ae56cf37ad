package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void aNameFromTheNetworkCannotTurnTheTextAround() {
        assertThat(Names.of("An\u202Ena", "cafe:0000")).isEqualTo("An\\u{202e}na");
        assertThat(Names.of(" ", "cafe:beef:0000")).isEqualTo("cafe:beef");
        assertThat(Names.withKey(" Anna ", "cafe:beef:0000")).isEqualTo("Anna (cafe:beef)");
    }

    @Test
    void aNameThatNobodySeesIsNone() {
        assertThat(Names.of("\u00a0\u2003\u00a0", "cafe:beef:0000")).isEqualTo("cafe:beef");
        assertThat(Names.of("\u0301\u0301", "cafe:beef:0000")).isEqualTo("cafe:beef");
        assertThat(Names.of("\u3164", "cafe:beef:0000")).isEqualTo("\\u{3164}");
        assertThat(Names.of("\u2800\u115f", "cafe:beef:0000")).isEqualTo("\\u{2800}\\u{115f}");
    }

    @Test
    void aNameDiffersFromAnotherByWhatCanBeSeen() {
        assertThat(Names.alias("An\u034fna")).isEqualTo("An\\u{34f}na");
        assertThat(Names.alias("Anna\udb40\udd00")).isEqualTo("Anna\\u{e0100}");
        assertThat(Names.alias("Vie\u0323\u0302t \u2764\ufe0f")).isEqualTo("Vie\u0323\u0302t \u2764\ufe0f");
    }

    @Test
    void aNameIsNotDrawnOverOtherLines() {
        assertThat(Names.alias("A" + "\u0300".repeat(6))).isEqualTo("A" + "\u0300".repeat(4) + "\\u{300}\\u{300}");
    }

    /** A snapshot has names that were cut already. */
    @Test
    void aNameIsCutOnceHoweverOftenItIsShown() {
        String cut = Names.alias("x".repeat(500));
        assertThat(cut).isEqualTo("x".repeat(40) + "…");
        assertThat(Names.alias(cut)).isEqualTo(cut);
        assertThat(Names.of(cut, "")).isEqualTo(cut);
        assertThat(Cut.ROOM.of(Cut.ROOM.of("y".repeat(253)))).isEqualTo("y".repeat(40) + "…");
    }

    @Test
    void ofManyNamesTheFirstAreSaidAndTheOthersCounted() {
        assertThat(Speech.ENGLISH.list(List.of(), 3)).isEmpty();
        assertThat(Speech.ENGLISH.list(List.of("A"), 3)).isEqualTo("A");
        assertThat(Speech.ENGLISH.list(List.of("A", "B", "C"), 3)).isEqualTo("A, B and C");
        assertThat(Speech.ENGLISH.list(List.of("A", "B", "C", "D"), 3)).isEqualTo("A, B, C and 1 more");
    }

    @Test
    void addressesOfTheSixthVersionStandInBracketsInTheirShortestForm() throws Exception {
        assertThat(Addresses.of(new InetSocketAddress(InetAddress.getByName("::1"), 4433)))
                .isEqualTo("[::1]:4433");
        assertThat(Addresses.of(new InetSocketAddress(InetAddress.getByName("2001:db8:0:0:1:0:0:1"), 4433)))
                .isEqualTo("[2001:db8::1:0:0:1]:4433");
    }
}
