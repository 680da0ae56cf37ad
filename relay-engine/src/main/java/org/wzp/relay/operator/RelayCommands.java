package org.wzp.relay.operator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.DrainStatus;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayCommand;
import org.wzp.relay.api.RelayCommand.CancelDrain;
import org.wzp.relay.api.RelayCommand.ChangeSettings;
import org.wzp.relay.api.RelayCommand.Drain;
import org.wzp.relay.api.RelayCommand.ReplaceIdentity;
import org.wzp.relay.api.RelayCommand.WatchPackets;
import org.wzp.relay.api.RelayEffect;
import org.wzp.relay.config.SettingsSection;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.text.Named;

/** What concerns the relay as a whole, while it runs; of it the settings also while it is stopped. */
final class RelayCommands implements CommandHandler<RelayCommand> {
    private final RoomDirectory rooms;
    private final SettingsSection settings;
    private final DrainControl drain;
    private final InstantSource clock;
    private final WatchControl watches;

    RelayCommands(
            RoomDirectory rooms,
            SettingsSection settings,
            DrainControl drain,
            InstantSource clock,
            WatchControl watches) {
        this.watches = watches;
        this.rooms = rooms;
        this.settings = settings;
        this.drain = drain;
        this.clock = clock;
    }

    @Override
    public Outcome run(String actor, RelayCommand command) throws NotWrittenException {
        return switch (command) {
            case ChangeSettings change -> change(change);
            case Drain begin -> begin(begin);
            case CancelDrain _ -> cancel();
            case WatchPackets watch -> watch(watch);
            case ReplaceIdentity _ -> new Outcome.Refused(new Objection.MustBeStopped());
        };
    }

    /** The identity of a stopped relay is a matter of {@link IdentityReplacement}. */
    static boolean workWhileStopped(RelayCommand command) {
        return switch (command) {
            case ChangeSettings _, ReplaceIdentity _ -> true;
            case Drain _, CancelDrain _, WatchPackets _ -> false;
        };
    }

    @Override
    public Named named(RelayCommand command) {
        return command instanceof WatchPackets watch ? Named.of(PeopleNames.of(participants(watch))) : Named.NOBODY;
    }

    private List<Participant> participants(WatchPackets watch) {
        return watch.participants().stream()
                .flatMap(id -> rooms.participant(id).stream())
                .toList();
    }

    private Outcome watch(WatchPackets command) {
        Optional<Room> room = rooms.find(command.room());
        Optional<Participant> person = participants(command).stream()
                .filter(one -> room.isPresent() && room.get() == one.room())
                .findFirst();
        if (room.isEmpty() || room.get().membership().size() == 0) {
            return new Outcome.NothingToDo(new AlreadySo.NobodyInside(command.room()));
        }
        if (person.isEmpty() && !command.participants().isEmpty()) {
            return new Outcome.NothingToDo(new AlreadySo.HaveLeft(List.of(), 1));
        }
        return watches.begin(room.get(), person, command.packets())
                .<Outcome>map(until -> new Outcome.Done(
                        new RelayEffect.Watching(command.room(), person.map(PeopleNames::of), command.packets(), until),
                        Optional.empty()))
                .orElseGet(() -> new Outcome.Refused(new Objection.NotRunning()));
    }

    private Outcome change(ChangeSettings change) throws NotWrittenException {
        return switch (settings.change(change.settings())) {
            case SettingsSection.Result.Unfit unfit -> new Outcome.Refused(unfit.why());
            case SettingsSection.Result.Same _ -> new Outcome.NothingToDo(new AlreadySo.Set());
            case SettingsSection.Result.Changed changed ->
                new Outcome.Done(
                        new RelayEffect.SettingsChanged(changed.changes()), new ChangeSettings(changed.before()));
        };
    }

    private Outcome begin(Drain command) {
        Instant now = clock.instant();
        if (command.until().filter(end -> !end.isAfter(now)).isPresent()) {
            return new Outcome.Refused(new Objection.TimeOver());
        }
        Optional<DrainStatus> before = drain.status();
        if (before.filter(same -> same.until().equals(command.until())).isPresent()) {
            return new Outcome.NothingToDo(new AlreadySo.Draining(before.get()));
        }
        DrainStatus after = new DrainStatus(before.map(DrainStatus::since).orElse(now), command.until());
        drain.begin(after);
        int inside = rooms.rooms().stream()
                .mapToInt(room -> room.membership().size())
                .sum();
        return new Outcome.Done(
                new RelayEffect.Draining(after, inside),
                before.<RelayCommand>map(was -> new Drain(was.until())).orElseGet(CancelDrain::new));
    }

    private Outcome cancel() {
        Optional<DrainStatus> before = drain.status();
        if (before.isEmpty()) {
            return new Outcome.NothingToDo(new AlreadySo.NotDraining());
        }
        drain.cancel();
        return new Outcome.Done(
                new RelayEffect.DrainCancelled(before.get()),
                new Drain(before.get().until()));
    }
}
