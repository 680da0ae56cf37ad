package org.wzp.relay.monitor;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.FederationWords;
import org.wzp.relay.text.Speech;

/** Links that are down and why, and relays that want one. */
public final class FederationRule implements AttentionRule {
    /** Of more links that are down, one line says how many. */
    private static final int MOST_LINES = 3;

    private static String since(PeerStatus peer) {
        return peer.since()
                .map(then -> " since " + Speech.ENGLISH.moment(then, ZoneId.systemDefault()))
                .orElse("");
    }

    private static Subject subject(PeerStatus peer) {
        return new Subject.OtherRelay(peer.fingerprint(), Cut.ALIAS.of(peer.label()));
    }

    @Override
    public List<Attention> lines(Sections sections) {
        FederationStatus federation = sections.federation();
        List<Attention> lines = new ArrayList<>();
        List<PeerStatus> down = federation.peers().stream()
                .filter(peer -> peer.problem() != Problem.NONE && peer.state() != State.UP)
                .toList();
        for (PeerStatus peer : down.subList(0, Math.min(MOST_LINES, down.size()))) {
            lines.add(new Attention(
                    Severity.WARNING,
                    "No link to " + Cut.ALIAS.of(peer.label()) + since(peer) + ". " + FederationWords.problem(peer),
                    subject(peer)));
        }
        if (down.size() > MOST_LINES) {
            lines.add(new Attention(
                    Severity.WARNING, (down.size() - MOST_LINES) + " more links are down.", new Subject.Federation()));
        }
        federation.peers().stream()
                .filter(peer -> peer.problem() != Problem.NONE && peer.state() == State.UP)
                .limit(MOST_LINES)
                .map(peer -> new Attention(
                        Severity.WARNING,
                        "The link to " + Cut.ALIAS.of(peer.label()) + ": " + FederationWords.problem(peer),
                        subject(peer)))
                .forEach(lines::add);
        List<KnockStatus> knocks = federation.knocks();
        if (knocks.size() == 1) {
            String key = knocks.getFirst().fingerprint();
            lines.add(new Attention(
                    Severity.INFO,
                    "The relay " + FederationWords.shortened(key)
                            + " wants a link. Compare its words with its operator, then trust or refuse it.",
                    new Subject.OtherRelay(key, FederationWords.shortened(key))));
        } else if (!knocks.isEmpty()) {
            lines.add(new Attention(
                    Severity.INFO, knocks.size() + " unknown relays want a link.", new Subject.Federation()));
        }
        return lines;
    }
}
