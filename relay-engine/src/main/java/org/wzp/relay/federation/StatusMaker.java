package org.wzp.relay.federation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.GlobalRoomStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.FederationStatus.Traffic;
import org.wzp.relay.api.FederationStatus.Trust;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.rates.RateMeter;

/** Makes the status of links and global rooms four times a second. Confined to the federation's thread; what it makes is for all. */
final class StatusMaker {
    private static final long PERIOD_NANOS = 250_000_000L;
    private static final double MICROS_PER_MILLI = 1_000.0;

    private final RelayTime time;
    private final FederationStore store;
    private final LinkTable table;
    private final GlobalRooms rooms;
    private final Outbound outbound;
    private final Knocks knocks;
    private final Map<PeerLink, Meters> meters = new HashMap<>();
    private final Map<String, Problem> inbound = new HashMap<>();

    private Listed listed = Listed.of(FederationConfig.NONE);
    private boolean made;
    private long madeNanos;

    private record Meters(RateMeter in, RateMeter out) {}

    /** By fingerprint: somebody may list thousands, and each is looked up four times a second. */
    private record Listed(
            FederationConfig config,
            Map<String, FederationConfig.Peer> peers,
            Map<String, FederationConfig.Trusted> trusted) {
        static Listed of(FederationConfig config) {
            Map<String, FederationConfig.Peer> peers = new HashMap<>();
            Map<String, FederationConfig.Trusted> trusted = new HashMap<>();
            config.peers().forEach(peer -> peers.putIfAbsent(peer.fingerprint(), peer));
            config.trusted().forEach(relay -> trusted.putIfAbsent(relay.fingerprint(), relay));
            return new Listed(config, peers, trusted);
        }
    }

    StatusMaker(
            RelayTime time,
            FederationStore store,
            LinkTable table,
            GlobalRooms rooms,
            Outbound outbound,
            Knocks knocks) {
        this.time = time;
        this.store = store;
        this.table = table;
        this.rooms = rooms;
        this.outbound = outbound;
        this.knocks = knocks;
    }

    /** Somebody claims to be this relay, which is a trusted one, and could not prove it. */
    void unproven(String fingerprint) {
        remember(fingerprint, Problem.OTHER_CERTIFICATE);
    }

    /** It claims so, and claims are not enough here. Whether that is new since it was linked. */
    boolean claimed(String fingerprint) {
        boolean known = inbound.get(fingerprint) == Problem.CLAIM_NOT_ACCEPTED;
        remember(fingerprint, Problem.CLAIM_NOT_ACCEPTED);
        PeerLink link = table.of(fingerprint);
        if (link != null) {
            link.claimedElsewhere(time.nanos().getAsLong());
        }
        return !known;
    }

    private void remember(String fingerprint, Problem problem) {
        FederationConfig config = store.config();
        // anybody can claim anything: only what is said of a relay that is listed is shown, and takes a place
        if (config.peer(fingerprint).isPresent() || config.trusted(fingerprint).isPresent()) {
            inbound.put(fingerprint, problem);
        }
    }

    /** Empty when it is too soon. */
    Optional<FederationStatus> make(long now) {
        if (made && now - madeNanos < PERIOD_NANOS) {
            return Optional.empty();
        }
        made = true;
        madeNanos = now;
        meters.keySet().retainAll(new HashSet<>(List.of(table.all())));
        return Optional.of(new FederationStatus(peers(now), globalRooms(), knocks.newestFirst()));
    }

    private List<PeerStatus> peers(long now) {
        FederationConfig config = store.config();
        Set<String> fingerprints = new LinkedHashSet<>();
        config.peers().forEach(peer -> fingerprints.add(peer.fingerprint()));
        config.trusted().forEach(relay -> fingerprints.add(relay.fingerprint()));
        Arrays.stream(table.all()).forEach(link -> fingerprints.add(link.peer()));
        List<PeerStatus> all = new ArrayList<>();
        inbound.keySet().retainAll(fingerprints);
        if (!config.equals(listed.config())) {
            listed = Listed.of(config);
        }
        for (String fingerprint : fingerprints) {
            all.add(peer(fingerprint, now));
        }
        all.sort(Comparator.comparing(PeerStatus::label).thenComparing(PeerStatus::fingerprint));
        return all;
    }

    private PeerStatus peer(String fingerprint, long now) {
        Optional<FederationConfig.Peer> dialled =
                Optional.ofNullable(listed.peers().get(fingerprint));
        Optional<FederationConfig.Trusted> mayDial =
                Optional.ofNullable(listed.trusted().get(fingerprint));
        Trust trust = new Trust(dialled.isPresent(), mayDial.isPresent(), mayDial.flatMap(store::end));
        String label = dialled.map(FederationConfig.Peer::label)
                .or(() -> mayDial.map(FederationConfig.Trusted::label))
                .orElse(fingerprint);
        Optional<String> url = dialled.map(FederationConfig.Peer::url);
        PeerLink link = table.of(fingerprint);
        return link == null ? without(fingerprint, label, url, trust, now) : with(link, label, url, trust, now);
    }

    private PeerStatus with(PeerLink link, String label, Optional<String> url, Trust trust, long now) {
        if (link.works) {
            inbound.remove(link.peer());
        }
        long rtt = link.connection().path().rttMicros();
        return new PeerStatus(
                link.peer(),
                label,
                url,
                Optional.of(link.connection().remoteAddress()),
                Optional.of(link.facts().direction()),
                link.works || !link.speaksOurs() ? State.UP : State.CONNECTING,
                link.facts().proof(),
                link.speaksOurs(),
                rtt > 0 ? OptionalDouble.of(rtt / MICROS_PER_MILLI) : OptionalDouble.empty(),
                rooms.all().stream()
                        .filter(room -> link.room(room).hasListeners())
                        .map(GlobalRoom::name)
                        .sorted()
                        .toList(),
                traffic(link, now),
                Optional.of(link.facts().since()),
                Optional.empty(),
                link.isClaimedElsewhere(now) ? Problem.CLAIMED_ELSEWHERE : Problem.NONE,
                Optional.empty(),
                trust);
    }

    private PeerStatus without(String fingerprint, String label, Optional<String> url, Trust trust, long now) {
        @Nullable OutboundPeer peer = outbound.of(fingerprint).orElse(null);
        Problem problem = peer == null || peer.problem() == Problem.NONE
                ? inbound.getOrDefault(fingerprint, Problem.NONE)
                : peer.problem();
        boolean dialling = peer != null && peer.isDialling();
        return new PeerStatus(
                fingerprint,
                label,
                url,
                Optional.empty(),
                Optional.empty(),
                peer == null ? State.EXPECTED : dialling ? State.CONNECTING : State.WAITING,
                switch (problem) {
                    case OTHER_CERTIFICATE -> Proof.REFUSED;
                    case CLAIM_NOT_ACCEPTED -> Proof.CLAIMED;
                    default -> Proof.UNKNOWN;
                },
                false,
                OptionalDouble.empty(),
                List.of(),
                Traffic.NONE,
                peer == null ? Optional.empty() : peer.downSince(),
                peer == null || dialling
                        ? Optional.empty()
                        : Optional.of(
                                time.wall().instant().plus(Duration.ofNanos(Math.max(0, peer.nextNanos() - now)))),
                problem,
                peer == null ? Optional.empty() : peer.detail(),
                trust);
    }

    private Traffic traffic(PeerLink link, long now) {
        Meters rates = meters.computeIfAbsent(link, made -> new Meters(new RateMeter(), new RateMeter()));
        long in = link.counters().in()
                + link.companion().map(other -> other.counters().in()).orElse(0L);
        long out = link.connection().counters().sent();
        List<Drop> drops = new ArrayList<>();
        for (DropCause cause : DropCause.values()) {
            long count = link.counters().droppedBy(cause)
                    + link.companion()
                            .map(other -> other.counters().droppedBy(cause))
                            .orElse(0L)
                    + (DropCause.ON_THE_WAY.contains(cause)
                            ? link.connection().counters().droppedBy(cause)
                            : 0);
            if (count > 0) {
                drops.add(new Drop(cause, count));
            }
        }
        drops.sort(Comparator.comparingLong(Drop::count).reversed());
        return new Traffic(rates.in().update(in, now), rates.out().update(out, now), in, out, drops);
    }

    private List<GlobalRoomStatus> globalRooms() {
        List<GlobalRoomStatus> all = new ArrayList<>();
        for (GlobalRoom room : rooms.all()) {
            all.add(new GlobalRoomStatus(
                    room.name(),
                    room.own.size(),
                    room.side().roster().people().size(),
                    Arrays.stream(table.all())
                            .filter(link -> link.room(room).hasListeners())
                            .map(link -> link.facts().label())
                            .sorted()
                            .toList()));
        }
        all.sort(Comparator.comparing(GlobalRoomStatus::name));
        return all;
    }
}
