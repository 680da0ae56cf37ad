package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.List;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.FederationWords;

/** Links that are down and why, and relays that want one. */
public final class FederationRule implements AttentionRule {
    /** Of more links that are down, one line says how many. */
    private static final int MOST_LINES = 3;

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
                    new Notice.NoLink(peer.label(), peer.since(), Notice.LinkProblem.of(peer)),
                    subject(peer)));
        }
        if (down.size() > MOST_LINES) {
            lines.add(new Attention(
                    Severity.WARNING, new Notice.MoreLinksDown(down.size() - MOST_LINES), new Subject.Federation()));
        }
        federation.peers().stream()
                .filter(peer -> peer.problem() != Problem.NONE && peer.state() == State.UP)
                .limit(MOST_LINES)
                .map(peer -> new Attention(
                        Severity.WARNING,
                        new Notice.LinkTrouble(peer.label(), Notice.LinkProblem.of(peer)),
                        subject(peer)))
                .forEach(lines::add);
        List<KnockStatus> knocks = federation.knocks();
        if (knocks.size() == 1) {
            String key = knocks.getFirst().fingerprint();
            lines.add(new Attention(
                    Severity.INFO, new Notice.Knock(key), new Subject.OtherRelay(key, FederationWords.shortened(key))));
        } else if (!knocks.isEmpty()) {
            lines.add(new Attention(Severity.INFO, new Notice.Knocks(knocks.size()), new Subject.Federation()));
        }
        return lines;
    }
}
