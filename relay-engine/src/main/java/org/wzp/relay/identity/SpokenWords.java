package org.wzp.relay.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.wzp.relay.wire.Bytes;

/**
 * Bytes as words that are told apart over a bad telephone line: the PGP word list of Patrick Juola and Philip Zimmermann (PGPfone,
 * 1995). The first, third, fifth ... byte has a word of two syllables, the others one of three, so that a word left out or said
 * twice breaks the rhythm.
 *
 * <p>Not the list of {@link Mnemonic}: those words are made to be written down, many of them sound alike, and whoever hears 24
 * of them should think of a secret.
 */
final class SpokenWords {
    private static final int BYTE_VALUES = 256;
    private static final List<String> TWO_SYLLABLES = column(0);
    private static final List<String> THREE_SYLLABLES = column(1);

    private SpokenWords() {}

    /** One word for each byte. */
    static List<String> of(Bytes value) {
        List<String> words = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            words.add((i % 2 == 0 ? TWO_SYLLABLES : THREE_SYLLABLES).get(value.get(i)));
        }
        return List.copyOf(words);
    }

    /** A line for each value of a byte, from 0 to 255. */
    private static List<String> column(int index) {
        try (InputStream in = Objects.requireNonNull(
                SpokenWords.class.getResourceAsStream("pgp-words.txt"), "pgp-words.txt is missing")) {
            List<String> words = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" ", -1)[index])
                    .toList();
            if (words.size() != BYTE_VALUES) {
                throw new IllegalStateException("pgp-words.txt has " + words.size() + " lines, but must have 256.");
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("The list of spoken words can't be read.", e);
        }
    }
}
