package org.wzp.console.federation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.table.LiveRows;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.FederationCommand;
import org.wzp.relay.api.FederationCommand.DistrustRelay;
import org.wzp.relay.api.FederationCommand.Reconnect;
import org.wzp.relay.api.FederationCommand.RefuseRelay;
import org.wzp.relay.api.FederationCommand.ShareRoom;
import org.wzp.relay.api.FederationCommand.StopDialling;
import org.wzp.relay.api.FederationCommand.UnshareRoom;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.GlobalRoomStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.DropWords;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.FederationWords;
import org.wzp.relay.text.Moments;
import org.wzp.relay.text.Names;

/** Links, their map, global rooms, knocks and relays nearby. JavaFX thread only. */
public final class FederationViewModel {
    private final CommandRunner commands;
    private final LiveRows<String, PeerStatus> peers = new LiveRows<>(
            PeerStatus::fingerprint,
            peer -> Stream.of(peer.label(), peer.url().orElse(""), peer.fingerprint(), roomsOf(peer)));
    private final LiveRows<String, GlobalRoomStatus> rooms =
            new LiveRows<>(GlobalRoomStatus::name, room -> Stream.of(Names.room(room.name()), peersOf(room)));
    private final LiveRows<String, KnockStatus> knocks = new LiveRows<>(
            KnockStatus::fingerprint, knock -> Stream.of(knock.fingerprint(), Addresses.of(knock.address())));
    private final NearbyViewModel nearby;
    private final ReadOnlyObjectWrapper<LinkPicture> picture = new ReadOnlyObjectWrapper<>(LinkPicture.NONE);
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");
    private Instant at = Instant.EPOCH;

    public FederationViewModel(CommandRunner commands) {
        this.commands = commands;
        this.nearby = new NearbyViewModel(commands);
    }

    public void show(RelaySnapshot snapshot) {
        at = snapshot.at();
        remark.set(snapshot.state() == RelayState.RUNNING ? "" : Texts.of("federation.not-running"));
        peers.show(snapshot.federation().peers());
        rooms.show(snapshot.federation().rooms());
        knocks.show(snapshot.federation().knocks());
        nearby.show(snapshot.nearby(), snapshot.federation());
        picture.set(pictureOf(snapshot.federation()));
    }

    /** Chooses the link or the knock of the relay that something is about; filters that hide it are cleared. */
    void lookAt(Subject subject) {
        if (subject instanceof Subject.OtherRelay relay) {
            peers.lookAt(relay.fingerprint());
            knocks.lookAt(relay.fingerprint());
        }
    }

    LiveRows<String, PeerStatus> peers() {
        return peers;
    }

    LiveRows<String, GlobalRoomStatus> rooms() {
        return rooms;
    }

    LiveRows<String, KnockStatus> knocks() {
        return knocks;
    }

    NearbyViewModel nearby() {
        return nearby;
    }

    /** What the map shows. */
    ReadOnlyObjectProperty<LinkPicture> picture() {
        return picture.getReadOnlyProperty();
    }

    /** What the operator has to know before changing anything now; empty when there is nothing. */
    ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    // ---- what rows say ---------------------------------------------------------------------------------------------

    static String label(PeerStatus peer) {
        return Cut.ALIAS.of(peer.label());
    }

    String state(PeerStatus peer) {
        return switch (peer.state()) {
            case UP -> Texts.of("federation.up");
            case CONNECTING -> Texts.of("federation.connecting");
            case WAITING ->
                peer.retryAt()
                        .map(then -> Texts.of(
                                "federation.waiting",
                                Durations.brief(Duration.between(at, then.isBefore(at) ? at : then))))
                        .orElseGet(() -> Texts.of("federation.connecting"));
            case EXPECTED -> Texts.of("federation.expected");
        };
    }

    /** Of a link that is up, when it came up; of one that is down, when it went. */
    String since(PeerStatus peer) {
        return peer.since().map(then -> shortly(then)).orElse("");
    }

    private String shortly(Instant then) {
        ZoneId zone = ZoneId.systemDefault();
        LocalDate day = LocalDate.ofInstant(then, zone);
        return day.equals(LocalDate.ofInstant(at, zone))
                ? Moments.second(then, zone)
                : Texts.speech().day(day);
    }

    static String proof(PeerStatus peer) {
        return switch (peer.proof()) {
            case PINNED -> Texts.of("federation.pinned");
            case PROVEN -> Texts.of("federation.proven");
            case CLAIMED -> Texts.of("federation.claimed");
            case REFUSED -> Texts.of("federation.refused");
            case UNKNOWN -> "";
        };
    }

    static String kind(PeerStatus peer) {
        if (peer.state() != State.UP) {
            return "";
        }
        return Texts.of(peer.speaksOurs() ? "federation.ours" : "federation.stock");
    }

    static String roomsOf(PeerStatus peer) {
        return Sentences.list(peer.rooms().stream().map(Names::room).toList(), Names.MOST_NAMED);
    }

    static String peersOf(GlobalRoomStatus room) {
        return Sentences.list(room.peers().stream().map(Cut.ALIAS::of).toList(), Names.MOST_NAMED);
    }

    static String where(PeerStatus peer) {
        return peer.address().map(Addresses::of).or(peer::url).orElse("");
    }

    static long dropped(PeerStatus peer) {
        return peer.traffic().dropped().stream().mapToLong(drop -> drop.count()).sum();
    }

    /** What is wrong, else what was dropped and why. */
    static String remarkOn(PeerStatus peer) {
        String problem = FederationWords.problem(peer, Texts.speech());
        return problem.isEmpty()
                ? peer.traffic().dropped().stream()
                        .map(drop ->
                                Texts.speech().whole(drop.count()) + " " + DropWords.of(drop.cause(), Texts.speech()))
                        .collect(Collectors.joining("; "))
                : problem;
    }

    static String proven(KnockStatus knock) {
        return Texts.of(knock.proven() ? "federation.proven" : "federation.claimed");
    }

    // ---- the map ---------------------------------------------------------------------------------------------------

    private LinkPicture pictureOf(FederationStatus federation) {
        long up = federation.peers().stream()
                .filter(peer -> peer.state() == State.UP)
                .count();
        List<String> shared =
                federation.rooms().stream().map(room -> Names.room(room.name())).toList();
        return new LinkPicture(
                federation.peers().isEmpty()
                        ? Texts.of("map.no-links")
                        : Texts.of("map.linked", up, federation.peers().size()),
                shared.isEmpty() ? Texts.of("map.no-rooms") : Sentences.list(shared, 1),
                federation.peers().stream().map(this::onMap).toList());
    }

    private LinkPicture.Link onMap(PeerStatus peer) {
        boolean up = peer.state() == State.UP;
        double perSecond = peer.traffic().inPerSecond() + peer.traffic().outPerSecond();
        String standing = up ? Texts.of("map.up", proof(peer)) : state(peer);
        List<String> rooms = peer.rooms().stream().map(Names::room).toList();
        String about =
                up ? rooms.isEmpty() ? Texts.of("map.nobody") : Sentences.list(rooms, 1) : inShort(peer.problem());
        String traffic = Texts.of(
                "map.traffic",
                Texts.speech().whole(peer.traffic().inPerSecond()),
                Texts.speech().whole(peer.traffic().outPerSecond()));
        String spoken = up
                ? Texts.of("map.spoken.up", label(peer), standing, traffic, rooms.isEmpty() ? about : roomsOf(peer))
                : Texts.of("map.spoken", label(peer), standing, remarkOn(peer)).strip();
        return new LinkPicture.Link(
                peer.fingerprint(),
                label(peer),
                peer.state(),
                perSecond,
                up
                        ? Texts.of(
                                "map.rate",
                                Texts.speech().whole(peer.traffic().inPerSecond()),
                                Texts.speech().whole(peer.traffic().outPerSecond()))
                        : "",
                standing,
                about,
                spoken,
                Set.copyOf(peer.rooms()));
    }

    /** A few words; the whole sentence is the remark. */
    private static String inShort(Problem problem) {
        return switch (problem) {
            case NONE -> "";
            case NO_SUCH_HOST -> Texts.of("map.no-host");
            case UNREACHABLE -> Texts.of("map.unreachable");
            case OTHER_CERTIFICATE -> Texts.of("map.other-certificate");
            case NOT_TRUSTED_THERE -> Texts.of("map.not-trusted");
            case LOST -> Texts.of("map.lost");
            case CLAIM_NOT_ACCEPTED, CLAIMED_ELSEWHERE -> Texts.of("map.only-claimed");
        };
    }

    // ---- what the operator does ------------------------------------------------------------------------------------

    RelayDraft newRelay() {
        return new RelayDraft(Optional.empty(), at);
    }

    RelayDraft chosenRelay() {
        return new RelayDraft(peers.selection().only(), at);
    }

    void carryOut(List<FederationCommand> wanted) {
        commands.carryOut(wanted);
    }

    void reconnect() {
        commands.carryOut(peers.selection().rows().get().stream()
                .map(peer -> new Reconnect(peer.fingerprint()))
                .toList());
    }

    /** It is dialled no more and may dial no more. */
    void remove() {
        List<FederationCommand> wanted = new ArrayList<>();
        for (PeerStatus peer : peers.selection().rows().get()) {
            wanted.addAll(removing(peer));
        }
        commands.carryOut(wanted);
    }

    /** What makes an end of all that is known of it. */
    static List<FederationCommand> removing(PeerStatus peer) {
        List<FederationCommand> wanted = new ArrayList<>();
        if (peer.trust().dialled()) {
            wanted.add(new StopDialling(peer.fingerprint()));
        }
        if (peer.trust().mayDial()) {
            wanted.add(new DistrustRelay(peer.fingerprint()));
        }
        return wanted;
    }

    void share(String room) {
        commands.carryOut(new ShareRoom(room));
    }

    void unshare() {
        commands.carryOut(rooms.selection().rows().get().stream()
                .map(room -> new UnshareRoom(room.name()))
                .toList());
    }

    /** Of the one that is chosen; empty when it has gone meanwhile. */
    Optional<TrustDraft> trustOfChosen(boolean forAnHour) {
        return knocks.selection().only().map(knock -> new TrustDraft(knock, forAnHour));
    }

    void refuse() {
        commands.carryOut(knocks.selection().rows().get().stream()
                .map(knock -> new RefuseRelay(knock.fingerprint()))
                .toList());
    }
}
