package org.wzp.console.shell;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.wzp.console.action.Place;
import org.wzp.console.relay.RelaySwitch;
import org.wzp.console.text.Figures;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;

/**
 * What the window's frame shows. JavaFX thread only, but for {@link #heard}, which an engine thread calls: it leaves the
 * newest event in a reference that the next snapshot picks up.
 */
public final class ShellViewModel {
    /** The status bar's fields, as text. */
    record Status(String people, String rooms, String in, String out, String lag, String event) {}

    /** @param urgent true for what needs the operator, false for a mere count */
    record Badge(String text, boolean urgent) {
        static final Badge NONE = new Badge("", false);
    }

    private final RelaySwitch relay;
    private final ZoneId zone;
    private final AtomicReference<@Nullable RelayEvent> newest = new AtomicReference<>();
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.OVERVIEW);
    private final ReadOnlyObjectWrapper<RelayState> state = new ReadOnlyObjectWrapper<>(RelayState.STOPPED);
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Status> status =
            new ReadOnlyObjectWrapper<>(new Status("", "", "", "", "", ""));
    private final Map<Place, ReadOnlyObjectWrapper<Badge>> badges = new EnumMap<>(Place.class);
    private final ReadOnlyObjectWrapper<Integer> people = new ReadOnlyObjectWrapper<>(0);

    public ShellViewModel(RelaySwitch relay, ZoneId zone) {
        this.relay = relay;
        this.zone = zone;
        for (Place each : Place.values()) {
            badges.put(each, new ReadOnlyObjectWrapper<>(Badge.NONE));
        }
    }

    /** Any thread. */
    public void heard(RelayEvent event) {
        newest.set(event);
    }

    public void show(RelaySnapshot snapshot) {
        state.set(snapshot.state());
        people.set(snapshot.traffic().sessions());
        address.set(snapshot.endpoint().reachable().stream()
                .findFirst()
                .or(() -> snapshot.endpoint().listening())
                .map(Figures::address)
                .orElse(""));
        RelayEvent event = newest.get();
        double lagMicros = snapshot.contention().loops().stream()
                .mapToDouble(LoopRow::lagP99Micros)
                .max()
                .orElse(Double.NaN);
        status.set(new Status(
                Texts.of("status.people", snapshot.traffic().sessions()),
                Texts.of("status.rooms", snapshot.rooms().size()),
                Texts.of("status.in", Figures.whole(snapshot.traffic().inPerSecond())),
                Texts.of("status.out", Figures.whole(snapshot.traffic().outPerSecond())),
                Double.isNaN(lagMicros) ? "" : Texts.of("status.lag", Figures.decimal(lagMicros / 1000)),
                event == null ? "" : Figures.sentence(LastEvent.line(event, zone))));
        int attention = snapshot.attention().size();
        badge(Place.OVERVIEW, new Badge(attention == 0 ? "" : Integer.toString(attention), true));
        badge(
                Place.ROOMS,
                new Badge(
                        snapshot.rooms().isEmpty()
                                ? ""
                                : Figures.whole(snapshot.rooms().size()),
                        false));
        int bans = snapshot.access().bans().size();
        badge(Place.ACCESS, new Badge(bans == 0 ? "" : Integer.toString(bans), false));
        long violations = snapshot.contention().hotPathViolations();
        badge(Place.CONTENTION, new Badge(violations == 0 ? "" : Figures.whole(violations), true));
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

    ReadOnlyObjectProperty<RelayState> state() {
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
