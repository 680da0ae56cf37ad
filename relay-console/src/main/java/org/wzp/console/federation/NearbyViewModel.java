package org.wzp.console.federation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.table.LiveRows;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.NearbyStatus.Ignored;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.Cut;

/** Relays that announce themselves on this machine's networks, and how this one stands with them. JavaFX thread only. */
final class NearbyViewModel {
    private final CommandRunner commands;
    private final LiveRows<String, NearbyRelay> relays = new LiveRows<>(
            NearbyRelay::fingerprint,
            relay -> Stream.of(relay.name(), relay.fingerprint(), Addresses.of(relay.address())));
    private final ReadOnlyStringWrapper whyEmpty = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper ignored = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper canFederate = new ReadOnlyBooleanWrapper();
    private Map<String, PeerStatus> peers = Map.of();
    private Set<String> knocking = Set.of();

    NearbyViewModel(CommandRunner commands) {
        this.commands = commands;
        relays.selection().rows().subscribe(rows -> canFederate.set(!strangers().isEmpty()));
    }

    void show(NearbyStatus nearby, FederationStatus federation) {
        peers = federation.peers().stream().collect(Collectors.toMap(PeerStatus::fingerprint, Function.identity()));
        knocking = federation.knocks().stream().map(KnockStatus::fingerprint).collect(Collectors.toSet());
        whyEmpty.set(whyEmpty(nearby));
        ignored.set(ignored(nearby.ignored()));
        relays.show(nearby.relays());
        canFederate.set(!strangers().isEmpty());
    }

    private static String whyEmpty(NearbyStatus nearby) {
        return switch (nearby.state()) {
            case OFF -> Texts.of("nearby.off");
            case NO_NETWORK -> Texts.of("nearby.no-network");
            case FAILED -> Texts.of("nearby.failed", nearby.detail());
            case FLOODED -> Texts.of("nearby.flooded");
            case HEARING -> Texts.of("nearby.empty", nearby.networks());
        };
    }

    private static String ignored(Ignored what) {
        return what.equals(Ignored.NOTHING)
                ? ""
                : Texts.of("nearby.ignored", what.unreadable(), what.beyond(), what.unread(), what.floods());
    }

    LiveRows<String, NearbyRelay> relays() {
        return relays;
    }

    /** Why no relay is shown. */
    ReadOnlyStringProperty whyEmpty() {
        return whyEmpty.getReadOnlyProperty();
    }

    /** What was heard and is not shown; empty while there is nothing of that kind. */
    ReadOnlyStringProperty ignored() {
        return ignored.getReadOnlyProperty();
    }

    /** Whether one of those that are chosen is not dialled yet. */
    ReadOnlyBooleanProperty canFederate() {
        return canFederate.getReadOnlyProperty();
    }

    static String name(NearbyRelay relay) {
        return Cut.ALIAS.of(relay.name());
    }

    /** How this relay stands with it, as far as anything has been done. */
    String standing(NearbyRelay relay) {
        PeerStatus peer = peers.get(relay.fingerprint());
        if (peer != null && peer.state() == State.UP) {
            return Texts.of("nearby.linked");
        }
        if (peer != null && peer.trust().dialled()) {
            return Texts.of("nearby.asked");
        }
        if (peer != null) {
            return Texts.of("nearby.trusted");
        }
        return knocking.contains(relay.fingerprint()) ? Texts.of("nearby.knocks") : "";
    }

    private List<NearbyRelay> strangers() {
        return relays.selection().rows().get().stream()
                .filter(relay -> {
                    PeerStatus peer = peers.get(relay.fingerprint());
                    return peer == null || !peer.trust().dialled();
                })
                .toList();
    }

    /** Asks those that are chosen for a link: their operators see a knock. */
    void federate() {
        strangers()
                .forEach(relay -> commands.carryOut(
                        new DialRelay(Addresses.of(relay.address()), relay.fingerprint(), relay.name())));
    }
}
