package org.wzp.relay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalMessage.CallOffer;

class SeenOffersTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int GENERATION = 4;

    private final SeenOffers seen = new SeenOffers(RANDOM, GENERATION);

    private static CallOffer offer() {
        return Handshake.offer(
                Identity.of(Seed.random(RANDOM)), EphemeralKey.random(RANDOM), QualityProfile.STANDARD, null);
    }

    @Test
    void theNewestAreKnownAndNoMoreThanTwoGenerationsAreKept() {
        List<CallOffer> offers = new ArrayList<>();
        for (int i = 0; i < 10 * GENERATION; i++) {
            CallOffer offer = offer();
            assertThat(seen.isFirst(offer)).isTrue();
            offers.add(offer);
            assertThat(seen.size()).isLessThanOrEqualTo(2 * GENERATION);
            for (CallOffer recent : offers.subList(Math.max(0, offers.size() - GENERATION), offers.size())) {
                assertThat(seen.isFirst(recent)).isFalse();
            }
        }
    }

    @Test
    void aliasAndProfilesDoNotMakeAnOfferNew() {
        CallOffer offer = offer();
        assertThat(seen.isFirst(offer)).isTrue();
        assertThat(seen.isFirst(new CallOffer(
                        offer.identityPub(), offer.ephemeralPub(), offer.signature(), List.of(), "somebody else")))
                .isFalse();
    }
}
