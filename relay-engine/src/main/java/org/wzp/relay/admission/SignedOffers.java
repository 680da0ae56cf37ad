package org.wzp.relay.admission;

import java.security.SecureRandom;
import java.util.Optional;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalMessage.CallOffer;

/**
 * Verifies offers and answers them with the relay's identity. Any number of threads. The session key both sides could
 * derive is left underived: nothing on a relay uses it (wire specification 5.2).
 */
public final class SignedOffers implements OfferCheck {
    private final Identity relay;
    private final SecureRandom random;

    public SignedOffers(Identity relay, SecureRandom random) {
        this.relay = relay;
        this.random = random;
    }

    @Override
    public Optional<Proven> check(CallOffer offer) {
        if (!Handshake.verify(offer)) {
            return Optional.empty();
        }
        // Always GOOD, as the reference does: clients adopt what is proposed (wire specification R5).
        return Optional.of(new Proven(
                Fingerprint.of(offer.identityPub()).text(),
                Handshake.answer(relay, EphemeralKey.random(random), QualityProfile.GOOD)));
    }
}
