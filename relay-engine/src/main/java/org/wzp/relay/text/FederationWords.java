package org.wzp.relay.text;

import java.time.Instant;
import java.time.ZoneId;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationEffect;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.Notice;

/** Links and what commands did to them, in sentences. */
public final class FederationWords {
    private static final int SHORT_CHARS = 16;

    private FederationWords() {}

    static String of(FederationEffect effect, Speech speech) {
        return switch (effect) {
            case FederationEffect.Dialled dialled ->
                speech.say(
                        dialled.before().isPresent() ? "done.dialled-elsewhere" : "done.dialled",
                        called(dialled.after().label()),
                        dialled.after().url());
            case FederationEffect.NotDialled not ->
                speech.say("done.not-dialled", called(not.before().label()));
            case FederationEffect.Redialled again ->
                speech.say("done.redialled", called(again.peer().label()));
            case FederationEffect.Trusted trusted -> trusted(trusted.after(), speech);
            case FederationEffect.Distrusted distrusted ->
                speech.say("done.distrusted", called(distrusted.before().label()));
            case FederationEffect.KnocksHidden hidden -> speech.say("done.knocks-hidden", shortened(hidden.relay()));
            case FederationEffect.KnocksShown shown -> speech.say("done.knocks-shown", shortened(shown.relay()));
            case FederationEffect.Shared shared -> speech.say("done.shared", Names.room(shared.room()));
            case FederationEffect.Unshared unshared -> speech.say("done.unshared", Names.room(unshared.room()));
        };
    }

    private static String trusted(FederationConfig.Trusted relay, Speech speech) {
        String label = called(relay.label());
        return relay.until()
                .map(Instant::ofEpochMilli)
                .map(until -> speech.say("done.trusted-until", label, speech.moment(until, ZoneId.systemDefault())))
                .orElseGet(() -> speech.say("done.trusted", label));
    }

    /** The start of a TLS fingerprint, which no two relays share by chance. */
    public static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(SHORT_CHARS, fingerprint.length()));
    }

    private static String called(String label) {
        return Cut.ALIAS.of(label);
    }

    /** Before, for the audit log. */
    static String before(FederationEffect effect) {
        return switch (effect) {
            case FederationEffect.Dialled dialled ->
                dialled.before().map(FederationWords::inFull).orElse("not dialled");
            case FederationEffect.NotDialled not -> inFull(not.before());
            case FederationEffect.Redialled again -> "";
            case FederationEffect.Trusted trusted ->
                trusted.before().map(FederationWords::inFull).orElse("not trusted");
            case FederationEffect.Distrusted distrusted -> inFull(distrusted.before());
            case FederationEffect.KnocksHidden hidden -> "knocks shown";
            case FederationEffect.KnocksShown shown -> "knocks hidden";
            case FederationEffect.Shared shared -> "this relay's alone";
            case FederationEffect.Unshared unshared -> "global";
        };
    }

    /** After, for the audit log. */
    static String after(FederationEffect effect) {
        return switch (effect) {
            case FederationEffect.Dialled dialled -> inFull(dialled.after());
            case FederationEffect.NotDialled not -> "not dialled";
            case FederationEffect.Redialled again -> "dialled again";
            case FederationEffect.Trusted trusted -> inFull(trusted.after());
            case FederationEffect.Distrusted distrusted -> "not trusted";
            case FederationEffect.KnocksHidden hidden -> "knocks hidden";
            case FederationEffect.KnocksShown shown -> "knocks shown";
            case FederationEffect.Shared shared -> "global";
            case FederationEffect.Unshared unshared -> "this relay's alone";
        };
    }

    private static String inFull(FederationConfig.Peer peer) {
        return peer.fingerprint() + " at " + peer.url() + " (" + called(peer.label()) + ")";
    }

    private static String inFull(FederationConfig.Trusted relay) {
        return "trusted " + relay.fingerprint() + " (" + called(relay.label()) + ")"
                + relay.until()
                        .map(until -> " until " + Instant.ofEpochMilli(until))
                        .orElse("");
    }

    /** Why there is no link or no voice over it, and what to do; empty when nothing is wrong. */
    public static String problem(PeerStatus peer, Speech speech) {
        return problem(Notice.LinkProblem.of(peer), speech);
    }

    static String problem(Notice.LinkProblem problem, Speech speech) {
        String at = problem.url().orElseGet(() -> speech.say("link.its-address"));
        return switch (problem.kind()) {
            case NONE -> "";
            case NO_SUCH_HOST -> speech.say("link.no-such-host", at);
            case UNREACHABLE -> speech.say("link.unreachable", at);
            case OTHER_CERTIFICATE ->
                problem.detail()
                        .map(other -> speech.say("link.other-certificate", at, shortened(other)))
                        .orElseGet(() -> speech.say("link.not-proven"));
            case NOT_TRUSTED_THERE -> speech.say("link.not-trusted-there");
            case LOST ->
                problem.detail().map(how -> speech.say("link.lost-how", how)).orElseGet(() -> speech.say("link.lost"));
            case CLAIM_NOT_ACCEPTED -> speech.say("link.claim-not-accepted");
            case CLAIMED_ELSEWHERE -> speech.say("link.claimed-elsewhere");
        };
    }
}
