package org.wzp.relay.wire;

import static org.wzp.relay.wire.SignalShape.Field.defaulted;
import static org.wzp.relay.wire.SignalShape.Field.nullable;
import static org.wzp.relay.wire.SignalShape.Field.required;
import static org.wzp.relay.wire.SignalShape.Kind.ACCEPT_MODE;
import static org.wzp.relay.wire.SignalShape.Kind.BOOL;
import static org.wzp.relay.wire.SignalShape.Kind.BYTES;
import static org.wzp.relay.wire.SignalShape.Kind.CODEC;
import static org.wzp.relay.wire.SignalShape.Kind.FLOAT;
import static org.wzp.relay.wire.SignalShape.Kind.HANGUP_REASON;
import static org.wzp.relay.wire.SignalShape.Kind.KEY;
import static org.wzp.relay.wire.SignalShape.Kind.OFFERED_PROFILES;
import static org.wzp.relay.wire.SignalShape.Kind.PROFILE;
import static org.wzp.relay.wire.SignalShape.Kind.REPORT;
import static org.wzp.relay.wire.SignalShape.Kind.ROSTER_ENTRIES;
import static org.wzp.relay.wire.SignalShape.Kind.SIGNAL;
import static org.wzp.relay.wire.SignalShape.Kind.TEXT;
import static org.wzp.relay.wire.SignalShape.Kind.TEXTS;
import static org.wzp.relay.wire.SignalShape.Kind.U32;
import static org.wzp.relay.wire.SignalShape.Kind.U64;
import static org.wzp.relay.wire.SignalShape.Kind.U8;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of wire specification 7.2 and 7.3: every variant with its fields in order. */
final class SignalShapes {

    /** Variants without fields. */
    static final Map<String, SignalMessage> UNITS = Map.of(
            "Hold", new SignalMessage.Hold(),
            "Unhold", new SignalMessage.Unhold(),
            "Mute", new SignalMessage.Mute(),
            "Unmute", new SignalMessage.Unmute(),
            "TransferAck", new SignalMessage.TransferAck(),
            "FederationAccepted", new SignalMessage.FederationAccepted(),
            "Reflect", new SignalMessage.Reflect());

    static final SignalShape<QualityProfile> PROFILE_SHAPE = SignalShape.of(
            "quality profile",
            v -> new QualityProfile(v.get(0, CodecId.class), v.get(1, Float.class), v.small(2), v.small(3)),
            required("codec", CODEC),
            required("fec_ratio", FLOAT),
            required("frame_duration_ms", U8),
            required("frames_per_block", U8));

    static final SignalShape<QualityReport> REPORT_SHAPE = SignalShape.of(
            "quality report",
            v -> new QualityReport(v.small(0), v.small(1), v.small(2), v.small(3)),
            required("loss_pct", U8),
            required("rtt_4ms", U8),
            required("jitter_ms", U8),
            required("bitrate_cap_kbps", U8));

    static final SignalShape<RosterEntry> ROSTER_ENTRY_SHAPE = SignalShape.of(
            "participant",
            v -> new RosterEntry(v.text(0), v.textOrNull(1), v.textOrNull(2)),
            required("fingerprint", TEXT),
            nullable("alias", TEXT),
            nullable("relay_label", TEXT));

    /** Variants with fields. */
    static final Map<String, SignalShape<SignalMessage>> VARIANTS = Stream.of(
                    variant("AuthToken", v -> new SignalMessage.AuthToken(v.text(0)), required("token", TEXT)),
                    variant(
                            "CallOffer",
                            v -> new SignalMessage.CallOffer(
                                    v.bytes(0),
                                    v.bytes(1),
                                    v.bytes(2),
                                    v.list(3, QualityProfile.class),
                                    v.textOrNull(4)),
                            required("identity_pub", KEY),
                            required("ephemeral_pub", KEY),
                            required("signature", BYTES),
                            required("supported_profiles", OFFERED_PROFILES),
                            nullable("alias", TEXT)),
                    variant(
                            "CallAnswer",
                            v -> new SignalMessage.CallAnswer(
                                    v.bytes(0), v.bytes(1), v.bytes(2), v.get(3, QualityProfile.class)),
                            required("identity_pub", KEY),
                            required("ephemeral_pub", KEY),
                            required("signature", BYTES),
                            required("chosen_profile", PROFILE)),
                    variant(
                            "Rekey",
                            v -> new SignalMessage.Rekey(v.bytes(0), v.bytes(1)),
                            required("new_ephemeral_pub", KEY),
                            required("signature", BYTES)),
                    variant(
                            "RoomUpdate",
                            v -> new SignalMessage.RoomUpdate(v.unsigned(0), v.list(1, RosterEntry.class)),
                            required("count", U32),
                            required("participants", ROSTER_ENTRIES)),
                    variant(
                            "QualityDirective",
                            v -> new SignalMessage.QualityDirective(v.get(0, QualityProfile.class), v.textOrNull(1)),
                            required("recommended_profile", PROFILE),
                            nullable("reason", TEXT)),
                    variant(
                            "QualityUpdate",
                            v -> new SignalMessage.QualityUpdate(
                                    v.get(0, QualityReport.class), v.get(1, QualityProfile.class)),
                            required("report", REPORT),
                            required("recommended_profile", PROFILE)),
                    variant(
                            "LossRecoveryUpdate",
                            v -> new SignalMessage.LossRecoveryUpdate(v.unsigned(0), v.unsigned(1), v.unsigned(2)),
                            defaulted("dred_reconstructions", U64),
                            defaulted("classical_plc_invocations", U64),
                            defaulted("frames_decoded", U64)),
                    variant(
                            "Hangup",
                            v -> new SignalMessage.Hangup(v.get(0, HangupReason.class), v.textOrNull(1)),
                            required("reason", HANGUP_REASON),
                            nullable("call_id", TEXT)),
                    variant(
                            "Transfer",
                            v -> new SignalMessage.Transfer(v.text(0), v.textOrNull(1)),
                            required("target_fingerprint", TEXT),
                            nullable("relay_addr", TEXT)),
                    variant(
                            "IceCandidate",
                            v -> new SignalMessage.IceCandidate(v.text(0)),
                            required("candidate", TEXT)),
                    variant(
                            "RegisterPresence",
                            v -> new SignalMessage.RegisterPresence(v.bytes(0), v.bytes(1), v.textOrNull(2)),
                            required("identity_pub", KEY),
                            required("signature", BYTES),
                            nullable("alias", TEXT)),
                    variant(
                            "RegisterPresenceAck",
                            v -> new SignalMessage.RegisterPresenceAck(v.bool(0), v.textOrNull(1), v.textOrNull(2)),
                            required("success", BOOL),
                            nullable("error", TEXT),
                            nullable("relay_build", TEXT)),
                    variant(
                            "ReflectResponse",
                            v -> new SignalMessage.ReflectResponse(v.text(0)),
                            required("observed_addr", TEXT)),
                    variant("Ping", v -> new SignalMessage.Ping(v.unsigned(0)), required("timestamp_ms", U64)),
                    variant("Pong", v -> new SignalMessage.Pong(v.unsigned(0)), required("timestamp_ms", U64)),
                    variant(
                            "PresenceUpdate",
                            v -> new SignalMessage.PresenceUpdate(v.list(0, String.class), v.text(1)),
                            required("fingerprints", TEXTS),
                            required("relay_addr", TEXT)),
                    variant(
                            "RouteQuery",
                            v -> new SignalMessage.RouteQuery(v.text(0), v.small(1)),
                            required("fingerprint", TEXT),
                            required("ttl", U8)),
                    variant(
                            "RouteResponse",
                            v -> new SignalMessage.RouteResponse(v.text(0), v.bool(1), v.list(2, String.class)),
                            required("fingerprint", TEXT),
                            required("found", BOOL),
                            required("relay_chain", TEXTS)),
                    variant(
                            "DirectCallOffer",
                            v -> new SignalMessage.DirectCallOffer(
                                    v.text(0),
                                    v.textOrNull(1),
                                    v.text(2),
                                    v.text(3),
                                    v.bytes(4),
                                    v.bytes(5),
                                    v.bytes(6),
                                    v.list(7, QualityProfile.class),
                                    v.textOrNull(8),
                                    v.list(9, String.class),
                                    v.textOrNull(10)),
                            required("caller_fingerprint", TEXT),
                            nullable("caller_alias", TEXT),
                            required("target_fingerprint", TEXT),
                            required("call_id", TEXT),
                            required("identity_pub", KEY),
                            required("ephemeral_pub", KEY),
                            required("signature", BYTES),
                            required("supported_profiles", OFFERED_PROFILES),
                            nullable("caller_reflexive_addr", TEXT),
                            defaulted("caller_local_addrs", TEXTS),
                            nullable("caller_build_version", TEXT)),
                    variant(
                            "DirectCallAnswer",
                            v -> new SignalMessage.DirectCallAnswer(
                                    v.text(0),
                                    v.get(1, AcceptMode.class),
                                    v.orNull(2, Bytes.class),
                                    v.orNull(3, Bytes.class),
                                    v.orNull(4, Bytes.class),
                                    v.orNull(5, QualityProfile.class),
                                    v.textOrNull(6),
                                    v.list(7, String.class),
                                    v.textOrNull(8)),
                            required("call_id", TEXT),
                            required("accept_mode", ACCEPT_MODE),
                            nullable("identity_pub", KEY),
                            nullable("ephemeral_pub", KEY),
                            nullable("signature", BYTES),
                            nullable("chosen_profile", PROFILE),
                            nullable("callee_reflexive_addr", TEXT),
                            defaulted("callee_local_addrs", TEXTS),
                            nullable("callee_build_version", TEXT)),
                    variant("CallRinging", v -> new SignalMessage.CallRinging(v.text(0)), required("call_id", TEXT)),
                    variant(
                            "CallSetup",
                            v -> new SignalMessage.CallSetup(
                                    v.text(0), v.text(1), v.text(2), v.textOrNull(3), v.list(4, String.class)),
                            required("call_id", TEXT),
                            required("room", TEXT),
                            required("relay_addr", TEXT),
                            nullable("peer_direct_addr", TEXT),
                            defaulted("peer_local_addrs", TEXTS)),
                    variant(
                            "MediaPathReport",
                            v -> new SignalMessage.MediaPathReport(v.text(0), v.bool(1), v.text(2)),
                            required("call_id", TEXT),
                            required("direct_ok", BOOL),
                            defaulted("race_winner", TEXT)),
                    variant(
                            "FederationHello",
                            v -> new SignalMessage.FederationHello(v.text(0), v.orNull(1, Bytes.class)),
                            required("tls_fingerprint", TEXT),
                            nullable("nonce", KEY)),
                    variant(
                            "FederationChallenge",
                            v -> new SignalMessage.FederationChallenge(v.bytes(0)),
                            required("nonce", KEY)),
                    variant(
                            "FederationProof",
                            v -> new SignalMessage.FederationProof(v.bytes(0), v.bytes(1)),
                            required("certificate", BYTES),
                            required("signature", BYTES)),
                    variant(
                            "GlobalRoomActive",
                            v -> new SignalMessage.GlobalRoomActive(v.text(0), v.list(1, RosterEntry.class), origin(v)),
                            required("room", TEXT),
                            defaulted("participants", ROSTER_ENTRIES),
                            nullable("origin_fp", TEXT),
                            defaulted("version", U64),
                            defaulted("hops", U8)),
                    variant(
                            "GlobalRoomInactive",
                            v -> new SignalMessage.GlobalRoomInactive(v.text(0), v.textOrNull(1)),
                            required("room", TEXT),
                            nullable("origin_fp", TEXT)),
                    variant(
                            "FederatedSignalForward",
                            v -> new SignalMessage.FederatedSignalForward(v.get(0, SignalMessage.class), v.text(1)),
                            required("inner", SIGNAL),
                            required("origin_relay_fp", TEXT)),
                    variant(
                            "SessionForward",
                            v -> new SignalMessage.SessionForward(v.text(0), v.text(1), v.text(2)),
                            required("session_id", TEXT),
                            required("target_fingerprint", TEXT),
                            required("source_relay", TEXT)),
                    variant(
                            "SessionForwardAck",
                            v -> new SignalMessage.SessionForwardAck(v.text(0), v.text(1)),
                            required("session_id", TEXT),
                            required("room_name", TEXT)))
            .collect(Collectors.toUnmodifiableMap(SignalShape::name, shape -> shape));

    private SignalShapes() {}

    private static @Nullable RoomOrigin origin(FieldValues v) {
        String relay = v.textOrNull(2);
        return relay == null ? null : new RoomOrigin(relay, v.unsigned(3), v.small(4));
    }

    private static SignalShape<SignalMessage> variant(
            String name, Function<FieldValues, SignalMessage> build, SignalShape.Field... fields) {
        return SignalShape.of(name, build, fields);
    }
}
