package org.wzp.console.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.wzp.console.action.Place;
import org.wzp.console.relay.RelaySwitch;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.text.Addresses;

/**
 * What the window's frame shows. JavaFX thread only.
 */
public final class ShellViewModel {
    /** The status bar's fields, as text. */
    record Status(String people, String rooms, String links, String in, String out, String lag, String event) {}

    /** @param urgent true for what needs the operator, false for a mere count */
    record Badge(String text, boolean urgent) {
        static final Badge NONE = new Badge("", false);
    }

    private final RelaySwitch relay;
    private final ZoneId zone;
    private final Function<Instant, Optional<RelayEvent>> lastEvent;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.OVERVIEW);
    private final ReadOnlyObjectWrapper<RelayState> state = new ReadOnlyObjectWrapper<>(RelayState.STOPPED);
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Status> status =
            new ReadOnlyObjectWrapper<>(new Status("", "", "", "", "", "", ""));
    private final Map<Place, ReadOnlyObjectWrapper<Badge>> badges = new EnumMap<>(Place.class);
    private final ReadOnlyObjectWrapper<Integer> people = new ReadOnlyObjectWrapper<>(0);
    private final ReadOnlyStringWrapper drain = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(Texts.of("app.name"));

    /** @param lastEvent what happened last before a moment that is shown */
    public ShellViewModel(RelaySwitch relay, ZoneId zone, Function<Instant, Optional<RelayEvent>> lastEvent) {
        this.lastEvent = lastEvent;
        this.relay = relay;
        this.zone = zone;
        for (Place each : Place.values()) {
            badges.put(each, new ReadOnlyObjectWrapper<>(Badge.NONE));
        }
    }

    public void show(RelaySnapshot snapshot) {
        state.set(snapshot.state());
        people.set(snapshot.traffic().sessions());
        drain.set(Sentences.leftToRight(DrainText.of(snapshot, relay.then().get(), zone)));
        title.set(titleOf(snapshot));
        address.set(snapshot.endpoint().reachable().stream()
                .findFirst()
                .or(() -> snapshot.endpoint().listening())
                .map(Addresses::of)
                .orElse(""));
        double lagMicros = snapshot.contention().loops().stream()
                .mapToDouble(LoopRow::lagP99Micros)
                .max()
                .orElse(Double.NaN);
        status.set(new Status(
                Texts.of("status.people", snapshot.traffic().sessions()),
                Texts.of("status.rooms", snapshot.rooms().size()),
                links(snapshot.federation().peers()),
                Texts.of("status.in", Texts.speech().whole(snapshot.traffic().inPerSecond())),
                Texts.of("status.out", Texts.speech().whole(snapshot.traffic().outPerSecond())),
                Double.isNaN(lagMicros)
                        ? ""
                        : Texts.of("status.lag", Texts.speech().decimal(lagMicros / 1000)),
                lastEvent
                        .apply(snapshot.at())
                        .map(event -> Sentences.leftToRight(LastEvent.line(event, zone)))
                        .orElse("")));
        int attention = snapshot.attention().size();
        badge(Place.OVERVIEW, new Badge(attention == 0 ? "" : Integer.toString(attention), true));
        badge(
                Place.ROOMS,
                new Badge(
                        snapshot.rooms().isEmpty()
                                ? ""
                                : Texts.speech().whole(snapshot.rooms().size()),
                        false));
        int bans = snapshot.access().bans().size();
        badge(Place.ACCESS, new Badge(bans == 0 ? "" : Integer.toString(bans), false));
        FederationStatus federation = snapshot.federation();
        long waiting = federation.knocks().size()
                + federation.peers().stream()
                        .filter(peer -> peer.problem() != Problem.NONE)
                        .count();
        badge(Place.FEDERATION, new Badge(waiting == 0 ? "" : Texts.speech().whole(waiting), true));
        long violations = snapshot.contention().hotPathViolations();
        badge(Place.CONTENTION, new Badge(violations == 0 ? "" : Texts.speech().whole(violations), true));
    }

    /** What the desktop shows of a window that is not looked at. */
    private static String titleOf(RelaySnapshot snapshot) {
        String now = snapshot.drain().isPresent()
                ? Texts.of("title.draining", snapshot.traffic().sessions())
                : snapshot.state() == RelayState.RUNNING
                        ? Texts.of("status.people", snapshot.traffic().sessions())
                        : stateText(snapshot.state());
        return Texts.of("title", now);
    }

    /** Nothing for a relay that knows no other. */
    private static String links(List<PeerStatus> peers) {
        long up = peers.stream().filter(peer -> peer.state() == State.UP).count();
        return peers.isEmpty() ? "" : Texts.of("status.links", up, peers.size());
    }

    private void badge(Place at, Badge badge) {
        badgeWrapper(at).set(badge);
    }

    private ReadOnlyObjectWrapper<Badge> badgeWrapper(Place at) {
        return badges.computeIfAbsent(at, ignored -> new ReadOnlyObjectWrapper<>(Badge.NONE));
    }

    /** The view that is shown. */
    public ObjectProperty<Place> place() {
        return place;
    }

    public ReadOnlyObjectProperty<RelayState> state() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyStringProperty address() {
        return address.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Status> status() {
        return status.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Badge> badge(Place at) {
        return badgeWrapper(at).getReadOnlyProperty();
    }

    /** What a relay that drains waits for; empty while it does not. */
    ReadOnlyStringProperty drain() {
        return drain.getReadOnlyProperty();
    }

    /** Of the window. */
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /** People who would be cut off by a stop. */
    ReadOnlyObjectProperty<Integer> people() {
        return people.getReadOnlyProperty();
    }

    /** True while the relay is on its way up or down. */
    BooleanBinding changing() {
        return Bindings.createBooleanBinding(
                () -> relay.busy().get() || state.get() == RelayState.STARTING || state.get() == RelayState.STOPPING,
                relay.busy(),
                state);
    }

    boolean running() {
        return state.get() == RelayState.RUNNING;
    }

    void start() {
        relay.start();
    }

    void stop() {
        relay.stop();
    }

    void restart() {
        relay.restart();
    }

    /** @param until when at the latest; empty to wait for the last one */
    void drain(Optional<Instant> until, RelaySwitch.Then then) {
        relay.drain(until, then);
    }

    void cancelDrain() {
        relay.cancelDrain();
    }

    /** What the one button for start and stop says now; a stop names what it costs. */
    StringBinding switchText() {
        return Bindings.createStringBinding(
                () -> switch (state.get()) {
                    case RUNNING ->
                        people.get() == 0 ? Texts.of("relay.stop") : Texts.of("relay.stop-people", people.get());
                    case STARTING -> Texts.of("relay.starting");
                    case STOPPING -> Texts.of("relay.stopping");
                    case STOPPED -> Texts.of("relay.start");
                    case FAILED -> Texts.of("relay.try-again");
                },
                state,
                people);
    }

    static String stateText(RelayState state) {
        return switch (state) {
            case STOPPED -> Texts.of("state.stopped");
            case STARTING -> Texts.of("state.starting");
            case RUNNING -> Texts.of("state.running");
            case STOPPING -> Texts.of("state.stopping");
            case FAILED -> Texts.of("state.failed");
        };
    }
}
