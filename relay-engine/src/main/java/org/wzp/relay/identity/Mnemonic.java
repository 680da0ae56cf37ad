package org.wzp.relay.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.wzp.relay.wire.Bytes;

/** A seed as 24 English words of BIP-39; the words are the seed itself, without PBKDF2 (wire specification 4). */
public final class Mnemonic {
    public static final int WORDS = 24;

    private static final int BITS_PER_WORD = 11;
    private static final List<String> LIST = load();

    private Mnemonic() {}

    /** The words with single spaces between. Secret. */
    public static String of(Seed seed) {
        byte[] entropy = seed.bytes().toArray();
        byte[] withChecksum = Arrays.copyOf(entropy, Seed.BYTES + 1);
        withChecksum[Seed.BYTES] = Hashes.sha256(entropy)[0];
        BigInteger bits = new BigInteger(1, withChecksum);
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            int index = bits.shiftRight((WORDS - 1 - i) * BITS_PER_WORD).intValue() & LIST.size() - 1;
            words[i] = LIST.get(index);
        }
        return String.join(" ", words);
    }

    /** Empty unless it is 24 known words, in any case and with any spaces, whose checksum is right. */
    public static Optional<Seed> parse(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        BigInteger bits = BigInteger.ZERO;
        for (String word : words) {
            int index = Collections.binarySearch(LIST, word);
            if (index < 0 || words.length != WORDS) {
                return Optional.empty();
            }
            bits = bits.shiftLeft(BITS_PER_WORD).or(BigInteger.valueOf(index));
        }
        byte[] entropy = new byte[Seed.BYTES];
        BigInteger value = bits.shiftRight(Byte.SIZE);
        for (int i = 0; i < Seed.BYTES; i++) {
            entropy[i] = value.shiftRight((Seed.BYTES - 1 - i) * Byte.SIZE).byteValue();
        }
        return Hashes.sha256(entropy)[0] == bits.byteValue()
                ? Optional.of(Seed.of(Bytes.of(entropy)))
                : Optional.empty();
    }

    /** The official list, in alphabetical order. */
    private static List<String> load() {
        try (InputStream in = Objects.requireNonNull(
                Mnemonic.class.getResourceAsStream("bip39-english.txt"), "bip39-english.txt is missing")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The word list can't be read.", e);
        }
    }
}
