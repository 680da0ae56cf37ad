package org.wzp.relay.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON message on a stream (wire specification 7.3). Every variant is a record in here, its components in the order
 * of the fields. Byte strings called {@code …Pub} have 32 bytes. A null or an empty list in an optional component is
 * "nothing"; {@link SignalCodec} knows how each variant writes it.
 */
public sealed interface SignalMessage {

    // Handshake and authentication

    record AuthToken(String token) implements SignalMessage {
        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "AuthToken[" + token.length() + " characters]";
        }
    }

    record CallOffer(
            Bytes identityPub,
            Bytes ephemeralPub,
            Bytes signature,
            List<QualityProfile> supportedProfiles,
            @Nullable String alias)
            implements SignalMessage {
        public CallOffer {
            Keys.require32(identityPub);
            Keys.require32(ephemeralPub);
            supportedProfiles = List.copyOf(supportedProfiles);
        }
    }

    record CallAnswer(Bytes identityPub, Bytes ephemeralPub, Bytes signature, QualityProfile chosenProfile)
            implements SignalMessage {
        public CallAnswer {
            Keys.require32(identityPub);
            Keys.require32(ephemeralPub);
        }
    }

    record Rekey(Bytes newEphemeralPub, Bytes signature) implements SignalMessage {
        public Rekey {
            Keys.require32(newEphemeralPub);
        }
    }

    // Rooms

    /** @param count length of the list as its sender claims it, unsigned 32 bits */
    record RoomUpdate(long count, List<RosterEntry> participants) implements SignalMessage {
        public RoomUpdate {
            Unsigned.requireU32(count, "count");
            participants = List.copyOf(participants);
        }

        public static RoomUpdate of(List<RosterEntry> participants) {
            return new RoomUpdate(participants.size(), participants);
        }
    }

    record QualityDirective(
            QualityProfile recommendedProfile, @Nullable String reason) implements SignalMessage {}

    record QualityUpdate(QualityReport report, QualityProfile recommendedProfile) implements SignalMessage {}

    /** Counters are unsigned 64 bits. */
    record LossRecoveryUpdate(long dredReconstructions, long classicalPlcInvocations, long framesDecoded)
            implements SignalMessage {}

    record Hangup(HangupReason reason, @Nullable String callId) implements SignalMessage {}

    record Hold() implements SignalMessage {}

    record Unhold() implements SignalMessage {}

    record Mute() implements SignalMessage {}

    record Unmute() implements SignalMessage {}

    record Transfer(String targetFingerprint, @Nullable String relayAddr) implements SignalMessage {}

    record TransferAck() implements SignalMessage {}

    record IceCandidate(String candidate) implements SignalMessage {}

    // Presence and reflection

    record RegisterPresence(
            Bytes identityPub, Bytes signature, @Nullable String alias) implements SignalMessage {
        public RegisterPresence {
            Keys.require32(identityPub);
        }
    }

    record RegisterPresenceAck(
            boolean success,
            @Nullable String error,
            @Nullable String relayBuild) implements SignalMessage {}

    record Reflect() implements SignalMessage {}

    record ReflectResponse(String observedAddr) implements SignalMessage {}

    /** @param timestampMs unsigned 64 bits; echoed, never computed with */
    record Ping(long timestampMs) implements SignalMessage {}

    /** @param timestampMs the bits of the ping, unsigned 64 bits */
    record Pong(long timestampMs) implements SignalMessage {}

    record PresenceUpdate(List<String> fingerprints, String relayAddr) implements SignalMessage {
        public PresenceUpdate {
            fingerprints = List.copyOf(fingerprints);
        }
    }

    /** @param ttl 0 to 255 */
    record RouteQuery(String fingerprint, int ttl) implements SignalMessage {
        public RouteQuery {
            Unsigned.requireU8(ttl, "ttl");
        }
    }

    record RouteResponse(String fingerprint, boolean found, List<String> relayChain) implements SignalMessage {
        public RouteResponse {
            relayChain = List.copyOf(relayChain);
        }
    }

    // Direct calls

    record DirectCallOffer(
            String callerFingerprint,
            @Nullable String callerAlias,
            String targetFingerprint,
            String callId,
            Bytes identityPub,
            Bytes ephemeralPub,
            Bytes signature,
            List<QualityProfile> supportedProfiles,
            @Nullable String callerReflexiveAddr,
            List<String> callerLocalAddrs,
            @Nullable String callerBuildVersion)
            implements SignalMessage {
        public DirectCallOffer {
            Keys.require32(identityPub);
            Keys.require32(ephemeralPub);
            supportedProfiles = List.copyOf(supportedProfiles);
            callerLocalAddrs = List.copyOf(callerLocalAddrs);
        }
    }

    record DirectCallAnswer(
            String callId,
            AcceptMode acceptMode,
            @Nullable Bytes identityPub,
            @Nullable Bytes ephemeralPub,
            @Nullable Bytes signature,
            @Nullable QualityProfile chosenProfile,
            @Nullable String calleeReflexiveAddr,
            List<String> calleeLocalAddrs,
            @Nullable String calleeBuildVersion)
            implements SignalMessage {
        public DirectCallAnswer {
            Keys.require32(identityPub);
            Keys.require32(ephemeralPub);
            calleeLocalAddrs = List.copyOf(calleeLocalAddrs);
        }
    }

    record CallRinging(String callId) implements SignalMessage {}

    record CallSetup(
            String callId,
            String room,
            String relayAddr,
            @Nullable String peerDirectAddr,
            List<String> peerLocalAddrs) implements SignalMessage {
        public CallSetup {
            peerLocalAddrs = List.copyOf(peerLocalAddrs);
        }
    }

    /** @param raceWinner {@code Direct}, {@code Relay} or empty */
    record MediaPathReport(String callId, boolean directOk, String raceWinner) implements SignalMessage {}

    // Relay to relay

    /**
     * @param nonce 32 random bytes of a relay that can prove who it is; null from a stock one, which skips the field when it
     *     comes
     */
    record FederationHello(String tlsFingerprint, @Nullable Bytes nonce) implements SignalMessage {
        public FederationHello {
            if (nonce != null) {
                Keys.require32(nonce);
            }
        }

        public FederationHello(String tlsFingerprint) {
            this(tlsFingerprint, null);
        }
    }

    /**
     * Asks a dialler that sent a nonce to prove that it is who it claims. Only between relays of this kind: a stock one would
     * end the link.
     *
     * @param nonce 32 random bytes
     */
    record FederationChallenge(Bytes nonce) implements SignalMessage {
        public FederationChallenge {
            Keys.require32(nonce);
        }
    }

    /**
     * The answer to {@link FederationChallenge}.
     *
     * @param certificate DER, whose SHA-256 is the claimed fingerprint
     * @param signature Ed25519 by its key, 64 bytes
     */
    record FederationProof(Bytes certificate, Bytes signature) implements SignalMessage {}

    /** The proof was good and the relay is trusted: the link is up. */
    record FederationAccepted() implements SignalMessage {}

    /**
     * Who is in a global room: all of them.
     *
     * @param origin whose people these are; null from and for a stock relay, which tells those it knows of in one list
     */
    record GlobalRoomActive(
            String room,
            List<RosterEntry> participants,
            @Nullable RoomOrigin origin) implements SignalMessage {
        public GlobalRoomActive {
            participants = List.copyOf(participants);
        }

        public GlobalRoomActive(String room, List<RosterEntry> participants) {
            this(room, participants, null);
        }
    }

    /** @param originFp the one relay whose people are meant, TLS fingerprint; null for all that the sender told of */
    record GlobalRoomInactive(String room, @Nullable String originFp) implements SignalMessage {
        public GlobalRoomInactive(String room) {
            this(room, null);
        }
    }

    /** @param originRelayFp TLS fingerprint of the relay that sends the envelope, 95 characters */
    record FederatedSignalForward(SignalMessage inner, String originRelayFp) implements SignalMessage {}

    record SessionForward(String sessionId, String targetFingerprint, String sourceRelay) implements SignalMessage {}

    record SessionForwardAck(String sessionId, String roomName) implements SignalMessage {}
}
