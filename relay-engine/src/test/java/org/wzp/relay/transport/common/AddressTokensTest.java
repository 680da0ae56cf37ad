package org.wzp.relay.transport.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressTokensTest {
    private static final InetSocketAddress ANNA = new InetSocketAddress("192.168.1.20", 50_000);
    private static final byte[] FIRST_ID = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final byte[] OWN_ID = {11, 12, 13, 14, 15, 16, 17, 18};

    private Instant now = Instant.parse("2026-04-01T12:00:00Z");
    private final AddressTokens tokens = new AddressTokens((InstantSource) () -> now, new SecureRandom());

    @Test
    void tokenTellsTheIdItsClientFirstChose() {
        byte[] token = tokens.issue(ANNA, FIRST_ID, OWN_ID);
        assertThat(tokens.verify(token, ANNA, OWN_ID))
                .hasValueSatisfying(id -> assertThat(id).isEqualTo(FIRST_ID));
    }

    @Test
    void tokenOfSomebodyElseIsNoProof() {
        byte[] token = tokens.issue(ANNA, FIRST_ID, OWN_ID);
        assertThat(tokens.verify(token, new InetSocketAddress("192.168.1.21", 50_000), OWN_ID))
                .isEmpty();
        assertThat(tokens.verify(token, new InetSocketAddress("192.168.1.20", 50_001), OWN_ID))
                .isEmpty();
    }

    /** Else a client could choose its own connection id: one that collides with another's, or has it found for another's. */
    @Test
    void tokenIsGoodOnlyForTheIdItsClientWasGiven() {
        byte[] token = tokens.issue(ANNA, FIRST_ID, OWN_ID);
        byte[] chosen = OWN_ID.clone();
        chosen[0]++;
        assertThat(tokens.verify(token, ANNA, chosen)).isEmpty();
        byte[] longer = Arrays.copyOf(OWN_ID, 20);
        assertThat(tokens.verify(token, ANNA, longer)).isEmpty();
        assertThat(tokens.verify(token, ANNA, new byte[0])).isEmpty();
    }

    @Test
    void tokenReplayedLaterIsNoProof() {
        byte[] token = tokens.issue(ANNA, FIRST_ID, OWN_ID);
        now = now.plus(AddressTokens.LIFETIME);
        assertThat(tokens.verify(token, ANNA, OWN_ID)).isPresent();
        now = now.plus(Duration.ofMillis(1));
        assertThat(tokens.verify(token, ANNA, OWN_ID)).isEmpty();
    }

    @Test
    void tokenSurvivesOneChangeOfTheKeyAndNotTwo() {
        now = now.plus(AddressTokens.ROTATION);
        byte[] token = tokens.issue(ANNA, FIRST_ID, OWN_ID);
        tokens.rotateIfDue();
        assertThat(tokens.verify(token, ANNA, OWN_ID)).isPresent();
        now = now.plus(AddressTokens.ROTATION);
        tokens.rotateIfDue();
        now = now.minus(AddressTokens.ROTATION);
        assertThat(tokens.verify(token, ANNA, OWN_ID)).isEmpty();
    }

    @Test
    void tokenWithAnyChangedOrMissingByteIsNoProof() {
        byte[] token = tokens.issue(ANNA, FIRST_ID, OWN_ID);
        Random random = new Random(7);
        for (int i = 0; i < token.length; i++) {
            byte[] forged = token.clone();
            forged[i] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            assertThat(tokens.verify(forged, ANNA, OWN_ID)).as("byte %d", i).isEmpty();
            assertThat(tokens.verify(Arrays.copyOf(token, i), ANNA, OWN_ID))
                    .as("cut to %d", i)
                    .isEmpty();
        }
    }

    @Test
    void tokenOfAnotherRelayIsNoProof() {
        AddressTokens other = new AddressTokens((InstantSource) () -> now, new SecureRandom());
        assertThat(tokens.verify(other.issue(ANNA, FIRST_ID, OWN_ID), ANNA, OWN_ID))
                .isEmpty();
    }
}
