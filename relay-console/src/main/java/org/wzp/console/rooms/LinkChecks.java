package org.wzp.console.rooms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.text.DropWords;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.FederationWords;
import org.wzp.relay.text.Names;

/** The part of the way that leads over another relay. Pure functions over snapshots. */
final class LinkChecks {
    private LinkChecks() {}

    /** The relay that people are shown by this label. */
    static Optional<PeerStatus> ofLabel(RelaySnapshot snapshot, String label) {
        return snapshot.federation().peers().stream()
                .filter(peer -> peer.label().equals(label))
                .findFirst();
    }

    static boolean isDown(PeerStatus peer) {
        return peer.state() != State.UP;
    }

    /** What is wrong with a link that is down, and when it is tried again. */
    static String standing(PeerStatus peer, RelaySnapshot now) {
        String problem = FederationWords.problem(peer, Texts.speech());
        String retry = peer.retryAt()
                .map(then -> Texts.of("why.link.retry", Durations.brief(Duration.between(now.at(), then))))
                .orElse("");
        return (problem + " " + retry).strip();
    }

    /** @param relay label of the relay that one of the two is on */
    static PathStep check(RelaySnapshot before, RelaySnapshot now, String room, String relay) {
        if (now.federation().rooms().stream().noneMatch(shared -> shared.name().equals(room))) {
            return PathStep.broken(PathCheck.LINK, Texts.of("why.link.not-shared", Names.room(room)));
        }
        Optional<PeerStatus> found = ofLabel(now, relay);
        if (found.isEmpty()) {
            return PathStep.unknown(PathCheck.LINK, Texts.of("why.link.through-others", relay));
        }
        PeerStatus peer = found.get();
        if (isDown(peer)) {
            return PathStep.broken(PathCheck.LINK, Texts.of("why.link.down", relay, standing(peer, now)));
        }
        List<Drop> drops = grown(ofLabel(before, relay), peer);
        String words = Texts.of(
                "why.link.up",
                relay,
                Texts.speech().decimal(peer.rttMillis().orElse(Double.NaN)),
                Texts.speech().whole(peer.traffic().inPerSecond()),
                Texts.speech().whole(peer.traffic().outPerSecond()));
        return drops.isEmpty()
                ? PathStep.graded(PathCheck.LINK, Quality.ofRtt(peer.rttMillis().orElse(0)), words)
                : PathStep.poor(PathCheck.LINK, words + " " + Texts.of("why.link.dropped", spelled(drops)));
    }

    /** What comes over two ways is dropped once, as it should be. */
    private static List<Drop> grown(Optional<PeerStatus> before, PeerStatus now) {
        return Growth.of(
                before.filter(then -> then.since().equals(now.since()))
                        .map(then -> then.traffic().dropped())
                        .orElse(List.of()),
                now.traffic().dropped().stream()
                        .filter(drop -> drop.cause() != DropCause.DUPLICATE)
                        .toList());
    }

    static String spelled(List<Drop> drops) {
        return drops.stream()
                .map(drop -> Texts.of(
                        "why.drop", Texts.speech().whole(drop.count()), DropWords.of(drop.cause(), Texts.speech())))
                .collect(Collectors.joining("; "));
    }
}
