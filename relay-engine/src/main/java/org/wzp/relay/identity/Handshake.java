package org.wzp.relay.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalMessage.CallAnswer;
import org.wzp.relay.wire.SignalMessage.CallOffer;

/** The signatures of CallOffer and CallAnswer, and what both ends derive (wire specification 5). */
public final class Handshake {
    private static final String OFFER_SUFFIX = "call-offer";
    private static final String ANSWER_SUFFIX = "call-answer";

    private Handshake() {}

    /** What a client sends first. */
    public static CallOffer offer(
            Identity identity, EphemeralKey ephemeral, List<QualityProfile> profiles, @Nullable String alias) {
        Bytes signature = identity.sign(signedByOffer(ephemeral.publicKey()));
        return new CallOffer(identity.publicKey(), ephemeral.publicKey(), signature, profiles, alias);
    }

    /** What the relay answers; stock relays always choose {@link QualityProfile#GOOD}. */
    public static CallAnswer answer(Identity identity, EphemeralKey ephemeral, QualityProfile chosen) {
        Bytes signature = identity.sign(signedByAnswer(ephemeral.publicKey()));
        return new CallAnswer(identity.publicKey(), ephemeral.publicKey(), signature, chosen);
    }

    /** Whether the offer was signed with the key it names. Takes a fraction of a millisecond of computing. */
    public static boolean verify(CallOffer offer) {
        return Identity.verify(offer.identityPub(), signedByOffer(offer.ephemeralPub()), offer.signature());
    }

    /** Whether the answer was signed with the key it names. */
    public static boolean verify(CallAnswer answer) {
        return Identity.verify(answer.identityPub(), signedByAnswer(answer.ephemeralPub()), answer.signature());
    }

    /** The same at both ends. */
    public static SessionKeys sessionKeys(EphemeralKey own, Bytes peerEphemeralPub) {
        return SessionKeys.of(own.agree(peerEphemeralPub));
    }

    static byte[] signedByOffer(Bytes ephemeralPub) {
        return signed(ephemeralPub, OFFER_SUFFIX);
    }

    static byte[] signedByAnswer(Bytes ephemeralPub) {
        return signed(ephemeralPub, ANSWER_SUFFIX);
    }

    private static byte[] signed(Bytes ephemeralPub, String suffix) {
        return ByteBuffer.allocate(ephemeralPub.size() + suffix.length())
                .put(ephemeralPub.toArray())
                .put(suffix.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
