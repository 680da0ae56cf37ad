package org.wzp.relay.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wzp.relay.wire.Bytes;

/** Fingerprints as words of the PGP list. */
class SpokenWordsTest {
    /** The word of each value of a byte at an even and at an odd place. */
    private static List<String> column(int place) {
        return IntStream.range(0, 256)
                .mapToObj(value -> Bytes.of((byte) value, (byte) value))
                .map(bytes -> SpokenWords.of(bytes).get(place))
                .toList();
    }

    /** The first is the example of the list's own description, the others are those of other programs that use it. */
    @ParameterizedTest
    @CsvSource({
        "e58294f2e9a227486e8b061b31cc528fd7fa3f19, topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator"
                + " goldfish Medusa afflict bravado chatter revolver Dupont midsummer stopwatch whimsical cowbell bottomless",
        "b268fce42cf5e504b4fbece3c8e429a5, sawdust gravity wayside tradition Burbank visitor topmost alkali"
                + " scenic Wichita tumor torpedo spaniel tradition breakup paperweight",
        "82e5ffff, miser travesty Zulu Yucatan",
        "0000, aardvark adroitness"
    })
    void bytesHaveTheWordsThatAreKnownOfThem(String hex, String words) {
        assertThat(SpokenWords.of(Bytes.ofHex(hex))).containsExactly(words.split(" ", -1));
    }

    @Test
    void noTwoOfThe512WordsAreEqualWhateverTheirCapitals() {
        List<String> all = Stream.of(column(0), column(1))
                .flatMap(List::stream)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(all).hasSize(512).doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z]{4,11}"));
    }

    /** So words lead back to bytes, and the place of a word to whether one before it is missing. */
    @Test
    void eachWordStandsForOneByteAndForOneKindOfPlace() {
        List<String> even = column(0);
        List<String> odd = column(1);
        for (int value = 0; value < 256; value++) {
            List<String> words = SpokenWords.of(Bytes.of((byte) (255 - value), (byte) value));
            assertThat(even.indexOf(words.get(0))).isEqualTo(255 - value);
            assertThat(odd.indexOf(words.get(1))).isEqualTo(value);
            assertThat(odd).doesNotContain(words.get(0));
        }
    }

    /** Others pin the list to this SHA-256: all words in lower case, those of two syllables first, one a line. */
    @Test
    void theListIsThePublishedOneLetterForLetter() {
        List<String> all = new ArrayList<>(column(0));
        all.addAll(column(1));
        byte[] text = String.join("\n", all).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        assertThat(Bytes.of(Hashes.sha256(text)).hex())
                .isEqualTo("41db18a831d9c40dc35b374ef36f0bf616d4f563768fcc1a5aa11c7b6530cf5e");
    }

    @Test
    void aFingerprintIsReadInAnyFormAndSpokenAsItsFirst12Bytes() {
        String digits = "E58294F2E9A227486E8B061B31CC528FD7FA3F19".repeat(2).substring(0, 64);
        TlsFingerprint fingerprint = TlsFingerprint.parse(digits).orElseThrow();

        assertThat(TlsFingerprint.parse(" " + fingerprint.text() + "\n")).contains(fingerprint);
        assertThat(fingerprint.spoken())
                .isEqualTo("topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator"
                        + " goldfish Medusa afflict bravado")
                .isEqualTo(String.join(" ", fingerprint.words()));
        assertThat(fingerprint.words()).hasSize(TlsFingerprint.WORDS);
    }

    @Test
    void whatIsNoFingerprintHasNoWords() {
        assertThat(TlsFingerprint.parse("")).isEmpty();
        assertThat(TlsFingerprint.parse("ab".repeat(31))).isEmpty();
        assertThat(TlsFingerprint.parse("ab".repeat(33))).isEmpty();
        assertThat(TlsFingerprint.parse("xy".repeat(32))).isEmpty();
    }

    /** Whatever bit of the first 96 differs, a word differs. */
    @Test
    void oneBitChangesOneWord() {
        byte[] bytes = Bytes.ofHex("5a".repeat(32)).toArray();
        List<String> before = new TlsFingerprint(Bytes.of(bytes)).words();
        for (int bit = 0; bit < TlsFingerprint.WORDS * Byte.SIZE; bit++) {
            byte[] other = bytes.clone();
            other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            List<String> after = new TlsFingerprint(Bytes.of(other)).words();
            int place = bit / Byte.SIZE;
            assertThat(after.get(place)).isNotEqualTo(before.get(place));
            assertThat(after.subList(0, place)).isEqualTo(before.subList(0, place));
            assertThat(after.subList(place + 1, after.size())).isEqualTo(before.subList(place + 1, before.size()));
        }
    }
}
