package org.wzp.relay.operator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.FederationCommand;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.DistrustRelay;
import org.wzp.relay.api.FederationCommand.HearRelay;
import org.wzp.relay.api.FederationCommand.Reconnect;
import org.wzp.relay.api.FederationCommand.RefuseRelay;
import org.wzp.relay.api.FederationCommand.ShareRoom;
import org.wzp.relay.api.FederationCommand.StopDialling;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationCommand.UnshareRoom;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationEffect;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.config.FederationTables;
import org.wzp.relay.federation.FederationStore;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.wire.HostPort;

/** Which relays this one speaks with. What is changed is written down first; the federation follows within a moment. */
final class FederationCommands implements CommandHandler<FederationCommand> {
    private final FederationStore store;
    private final LinkControl links;
    private final InstantSource clock;

    FederationCommands(FederationStore store, LinkControl links, InstantSource clock) {
        this.store = store;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Outcome run(String actor, FederationCommand command) throws NotWrittenException {
        return switch (command) {
            case DialRelay dial -> dial(dial);
            case StopDialling stop -> stopDialling(fingerprint(stop.relay()));
            case Reconnect again -> reconnect(fingerprint(again.relay()));
            case TrustRelay trust -> trust(trust);
            case DistrustRelay distrust -> distrust(fingerprint(distrust.relay()));
            case RefuseRelay refuse -> refuse(fingerprint(refuse.relay()));
            case HearRelay hear -> hear(fingerprint(hear.relay()));
            case ShareRoom share -> share(room(share.room()));
            case UnshareRoom unshare -> unshare(room(unshare.room()));
        };
    }

    private static String fingerprint(String typed) {
        return FederationTables.fingerprint(typed)
                .orElseThrow(() -> new TypedNames.Unusable(new Objection.NoTlsFingerprint(typed)));
    }

    private String another(String typed) {
        String relay = fingerprint(typed);
        if (links.isOwn(relay)) {
            throw new TypedNames.Unusable(new Objection.OwnRelay());
        }
        return relay;
    }

    private static String room(String typed) {
        return FederationTables.globalRoom(typed)
                .orElseThrow(() -> new TypedNames.Unusable(new Objection.NoRoomName(typed)));
    }

    private Outcome dial(DialRelay dial) throws NotWrittenException {
        HostPort address = HostPort.parse(dial.url())
                .orElseThrow(() -> new TypedNames.Unusable(new Objection.NoAddress(dial.url())));
        String relay = another(dial.relay());
        String label = dial.label().isBlank() ? address.text() : dial.label();
        FederationConfig.Peer peer =
                new FederationConfig.Peer(address.text(), relay, FederationTables.label(label, relay));
        Optional<FederationConfig.Peer> before = store.config().peer(relay);
        return change(
                config -> config.peers(peers -> with(peers, FederationConfig.Peer::fingerprint, peer)),
                new FederationEffect.Dialled(before, peer),
                before.<FederationCommand>map(was -> new DialRelay(was.url(), relay, was.label()))
                        .orElseGet(() -> new StopDialling(relay)));
    }

    private Outcome stopDialling(String relay) throws NotWrittenException {
        Optional<FederationConfig.Peer> before = store.config().peer(relay);
        if (before.isEmpty()) {
            return unchanged();
        }
        FederationConfig.Peer was = before.get();
        return change(
                config -> config.peers(peers -> without(peers, FederationConfig.Peer::fingerprint, relay)),
                new FederationEffect.NotDialled(was),
                new DialRelay(was.url(), relay, was.label()));
    }

    private Outcome reconnect(String relay) {
        Optional<FederationConfig.Peer> peer = store.config().peer(relay);
        if (peer.isEmpty()) {
            return unchanged();
        }
        links.reconnect(relay);
        return new Outcome.Done(new FederationEffect.Redialled(peer.get()), Optional.empty());
    }

    private Outcome trust(TrustRelay trust) throws NotWrittenException {
        String relay = another(trust.relay());
        Optional<FederationConfig.Trusted> before = store.config().trusted(relay);
        FederationConfig.Trusted after = store.trust(relay, FederationTables.label(trust.label(), relay), trust.term());
        links.unrefuse(relay);
        return change(
                config -> config.trusted(all -> with(all, FederationConfig.Trusted::fingerprint, after)),
                new FederationEffect.Trusted(before, after),
                before.<FederationCommand>map(was -> new TrustRelay(relay, was.label(), left(was)))
                        .orElseGet(() -> new DistrustRelay(relay)));
    }

    private Outcome distrust(String relay) throws NotWrittenException {
        Optional<FederationConfig.Trusted> before = store.config().trusted(relay);
        if (before.isEmpty()) {
            return unchanged();
        }
        return change(
                config -> config.trusted(all -> without(all, FederationConfig.Trusted::fingerprint, relay)),
                new FederationEffect.Distrusted(before.get()),
                new TrustRelay(relay, before.get().label(), left(before.get())));
    }

    private Optional<Duration> left(FederationConfig.Trusted relay) {
        return store.end(relay).map(end -> {
            Duration left = Duration.between(clock.instant(), end);
            return left.isNegative() ? Duration.ZERO : left;
        });
    }

    private Outcome refuse(String relay) {
        links.refuse(relay);
        return new Outcome.Done(new FederationEffect.KnocksHidden(relay), new HearRelay(relay));
    }

    private Outcome hear(String relay) {
        links.unrefuse(relay);
        return new Outcome.Done(new FederationEffect.KnocksShown(relay), new RefuseRelay(relay));
    }

    private Outcome share(String room) throws NotWrittenException {
        return change(
                config -> config.globalRooms(rooms -> with(rooms, one -> one, room)),
                new FederationEffect.Shared(room),
                new UnshareRoom(room));
    }

    private Outcome unshare(String room) throws NotWrittenException {
        return change(
                config -> config.globalRooms(rooms -> without(rooms, one -> one, room)),
                new FederationEffect.Unshared(room),
                new ShareRoom(room));
    }

    private Outcome change(UnaryOperator<FederationConfig> change, FederationEffect effect, FederationCommand inverse)
            throws NotWrittenException {
        return store.change(change, effect).isPresent() ? new Outcome.Done(effect, inverse) : unchanged();
    }

    private static Outcome unchanged() {
        return new Outcome.NothingToDo(new AlreadySo.Federated());
    }

    /** In the place of the one with the same key, else at the end. */
    private static <T> List<T> with(List<T> all, Function<T, String> key, T one) {
        List<T> next = new ArrayList<>(all);
        for (int i = 0; i < next.size(); i++) {
            if (key.apply(next.get(i)).equals(key.apply(one))) {
                next.set(i, one);
                return next;
            }
        }
        next.add(one);
        return next;
    }

    private static <T> List<T> without(List<T> all, Function<T, String> key, String gone) {
        return all.stream().filter(one -> !key.apply(one).equals(gone)).toList();
    }
}
