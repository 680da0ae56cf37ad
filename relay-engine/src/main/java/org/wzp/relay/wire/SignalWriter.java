package org.wzp.relay.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes each variant's fields in the reference's order, leaving out what the reference leaves out. */
final class SignalWriter {
    private final JsonWriter json;

    SignalWriter(JsonWriter json) {
        this.json = json;
    }

    void write(SignalMessage message) {
        switch (message) {
            case SignalMessage.Hold _ -> json.text("Hold");
            case SignalMessage.Unhold _ -> json.text("Unhold");
            case SignalMessage.Mute _ -> json.text("Mute");
            case SignalMessage.Unmute _ -> json.text("Unmute");
            case SignalMessage.TransferAck _ -> json.text("TransferAck");
            case SignalMessage.Reflect _ -> json.text("Reflect");
            case SignalMessage.AuthToken(var token) ->
                variant("AuthToken").text("token", token).end();
            case SignalMessage.CallOffer m -> callOffer(m);
            case SignalMessage.CallAnswer m ->
                variant("CallAnswer")
                        .bytes("identity_pub", m.identityPub())
                        .bytes("ephemeral_pub", m.ephemeralPub())
                        .bytes("signature", m.signature())
                        .profile("chosen_profile", m.chosenProfile())
                        .end();
            case SignalMessage.Rekey(var key, var signature) ->
                variant("Rekey")
                        .bytes("new_ephemeral_pub", key)
                        .bytes("signature", signature)
                        .end();
            case SignalMessage.RoomUpdate(var count, var people) ->
                variant("RoomUpdate").unsigned("count", count).roster(people).end();
            case SignalMessage.QualityDirective(var profile, var reason) ->
                variant("QualityDirective")
                        .profile("recommended_profile", profile)
                        .optional("reason", reason)
                        .end();
            case SignalMessage.QualityUpdate(var report, var profile) ->
                variant("QualityUpdate")
                        .report(report)
                        .profile("recommended_profile", profile)
                        .end();
            case SignalMessage.LossRecoveryUpdate(var dred, var classical, var frames) ->
                variant("LossRecoveryUpdate")
                        .unsigned("dred_reconstructions", dred)
                        .unsigned("classical_plc_invocations", classical)
                        .unsigned("frames_decoded", frames)
                        .end();
            case SignalMessage.Hangup(var reason, var callId) ->
                variant("Hangup")
                        .text("reason", reason.jsonName())
                        .optional("call_id", callId)
                        .end();
            case SignalMessage.Transfer(var target, var relay) ->
                variant("Transfer")
                        .text("target_fingerprint", target)
                        .text("relay_addr", relay)
                        .end();
            case SignalMessage.IceCandidate(var candidate) ->
                variant("IceCandidate").text("candidate", candidate).end();
            case SignalMessage.RegisterPresence(var key, var signature, var alias) ->
                variant("RegisterPresence")
                        .bytes("identity_pub", key)
                        .bytes("signature", signature)
                        .text("alias", alias)
                        .end();
            case SignalMessage.RegisterPresenceAck(var success, var error, var build) ->
                variant("RegisterPresenceAck")
                        .bool("success", success)
                        .optional("error", error)
                        .optional("relay_build", build)
                        .end();
            case SignalMessage.ReflectResponse(var address) ->
                variant("ReflectResponse").text("observed_addr", address).end();
            case SignalMessage.Ping(var time) ->
                variant("Ping").unsigned("timestamp_ms", time).end();
            case SignalMessage.Pong(var time) ->
                variant("Pong").unsigned("timestamp_ms", time).end();
            case SignalMessage.PresenceUpdate(var fingerprints, var relay) ->
                variant("PresenceUpdate")
                        .texts("fingerprints", fingerprints)
                        .text("relay_addr", relay)
                        .end();
            case SignalMessage.RouteQuery(var fingerprint, var ttl) ->
                variant("RouteQuery")
                        .text("fingerprint", fingerprint)
                        .unsigned("ttl", ttl)
                        .end();
            case SignalMessage.RouteResponse(var fingerprint, var found, var chain) ->
                variant("RouteResponse")
                        .text("fingerprint", fingerprint)
                        .bool("found", found)
                        .texts("relay_chain", chain)
                        .end();
            case SignalMessage.DirectCallOffer m -> directCallOffer(m);
            case SignalMessage.DirectCallAnswer m -> directCallAnswer(m);
            case SignalMessage.CallRinging(var callId) ->
                variant("CallRinging").text("call_id", callId).end();
            case SignalMessage.CallSetup m ->
                variant("CallSetup")
                        .text("call_id", m.callId())
                        .text("room", m.room())
                        .text("relay_addr", m.relayAddr())
                        .optional("peer_direct_addr", m.peerDirectAddr())
                        .optionalTexts("peer_local_addrs", m.peerLocalAddrs())
                        .end();
            case SignalMessage.MediaPathReport(var callId, var direct, var winner) ->
                variant("MediaPathReport")
                        .text("call_id", callId)
                        .bool("direct_ok", direct)
                        .text("race_winner", winner)
                        .end();
            case SignalMessage.FederationHello(var fingerprint, var nonce) -> {
                variant("FederationHello").text("tls_fingerprint", fingerprint);
                if (nonce != null) {
                    bytes("nonce", nonce);
                }
                end();
            }
            case SignalMessage.FederationChallenge(var nonce) ->
                variant("FederationChallenge").bytes("nonce", nonce).end();
            case SignalMessage.FederationProof(var certificate, var signature) ->
                variant("FederationProof")
                        .bytes("certificate", certificate)
                        .bytes("signature", signature)
                        .end();
            case SignalMessage.FederationAccepted _ -> json.text("FederationAccepted");
            case SignalMessage.GlobalRoomActive(var room, var people, var origin) -> {
                variant("GlobalRoomActive").text("room", room).roster(people);
                if (origin != null) {
                    text("origin_fp", origin.relay())
                            .unsigned("version", origin.version())
                            .unsigned("hops", origin.hops());
                }
                end();
            }
            case SignalMessage.GlobalRoomInactive(var room, var originFp) ->
                variant("GlobalRoomInactive")
                        .text("room", room)
                        .optional("origin_fp", originFp)
                        .end();
            case SignalMessage.FederatedSignalForward(var inner, var origin) -> {
                variant("FederatedSignalForward");
                json.name("inner");
                write(inner);
                text("origin_relay_fp", origin).end();
            }
            case SignalMessage.SessionForward(var session, var target, var source) ->
                variant("SessionForward")
                        .text("session_id", session)
                        .text("target_fingerprint", target)
                        .text("source_relay", source)
                        .end();
            case SignalMessage.SessionForwardAck(var session, var room) ->
                variant("SessionForwardAck")
                        .text("session_id", session)
                        .text("room_name", room)
                        .end();
        }
    }

    private void callOffer(SignalMessage.CallOffer m) {
        variant("CallOffer")
                .bytes("identity_pub", m.identityPub())
                .bytes("ephemeral_pub", m.ephemeralPub())
                .bytes("signature", m.signature())
                .profiles(m.supportedProfiles())
                .text("alias", m.alias())
                .end();
    }

    private void directCallOffer(SignalMessage.DirectCallOffer m) {
        variant("DirectCallOffer")
                .text("caller_fingerprint", m.callerFingerprint())
                .text("caller_alias", m.callerAlias())
                .text("target_fingerprint", m.targetFingerprint())
                .text("call_id", m.callId())
                .bytes("identity_pub", m.identityPub())
                .bytes("ephemeral_pub", m.ephemeralPub())
                .bytes("signature", m.signature())
                .profiles(m.supportedProfiles())
                .optional("caller_reflexive_addr", m.callerReflexiveAddr())
                .optionalTexts("caller_local_addrs", m.callerLocalAddrs())
                .optional("caller_build_version", m.callerBuildVersion())
                .end();
    }

    private void directCallAnswer(SignalMessage.DirectCallAnswer m) {
        variant("DirectCallAnswer")
                .text("call_id", m.callId())
                .text("accept_mode", m.acceptMode().jsonName());
        if (m.identityPub() != null) {
            bytes("identity_pub", m.identityPub());
        }
        if (m.ephemeralPub() != null) {
            bytes("ephemeral_pub", m.ephemeralPub());
        }
        if (m.signature() != null) {
            bytes("signature", m.signature());
        }
        if (m.chosenProfile() != null) {
            profile("chosen_profile", m.chosenProfile());
        }
        optional("callee_reflexive_addr", m.calleeReflexiveAddr())
                .optionalTexts("callee_local_addrs", m.calleeLocalAddrs())
                .optional("callee_build_version", m.calleeBuildVersion())
                .end();
    }

    private SignalWriter variant(String name) {
        json.open('{').name(name).open('{');
        return this;
    }

    private void end() {
        json.close('}').close('}');
    }

    private SignalWriter text(String name, @Nullable String value) {
        json.name(name).text(value);
        return this;
    }

    private SignalWriter optional(String name, @Nullable String value) {
        return value == null ? this : text(name, value);
    }

    private SignalWriter texts(String name, List<String> values) {
        json.name(name).texts(values);
        return this;
    }

    private SignalWriter optionalTexts(String name, List<String> values) {
        return values.isEmpty() ? this : texts(name, values);
    }

    private SignalWriter bytes(String name, Bytes value) {
        json.name(name).bytes(value);
        return this;
    }

    private SignalWriter unsigned(String name, long value) {
        json.name(name).unsigned(value);
        return this;
    }

    private SignalWriter bool(String name, boolean value) {
        json.name(name).bool(value);
        return this;
    }

    private SignalWriter profiles(List<QualityProfile> profiles) {
        json.name("supported_profiles").open('[');
        profiles.forEach(this::profileObject);
        json.close(']');
        return this;
    }

    private SignalWriter profile(String name, QualityProfile profile) {
        json.name(name);
        profileObject(profile);
        return this;
    }

    private void profileObject(QualityProfile profile) {
        json.open('{').name("codec").text(profile.codec().jsonName());
        json.name("fec_ratio").number(profile.fecRatio());
        unsigned("frame_duration_ms", profile.frameDurationMs());
        unsigned("frames_per_block", profile.framesPerBlock());
        json.close('}');
    }

    private SignalWriter report(QualityReport report) {
        json.name("report").open('{');
        unsigned("loss_pct", report.lossPct());
        unsigned("rtt_4ms", report.rtt4ms());
        unsigned("jitter_ms", report.jitterMs());
        unsigned("bitrate_cap_kbps", report.bitrateCapKbps());
        json.close('}');
        return this;
    }

    private SignalWriter roster(List<RosterEntry> participants) {
        json.name("participants").open('[');
        for (RosterEntry entry : participants) {
            json.open('{');
            text("fingerprint", entry.fingerprint());
            text("alias", entry.alias());
            text("relay_label", entry.relayLabel());
            json.close('}');
        }
        json.close(']');
        return this;
    }
}
