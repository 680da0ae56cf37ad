package org.wzp.relay.engine;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.AccessList.Change;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.RelaySnapshot.RoomRule;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.room.Ending;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.RoomDirectory;

/**
 * What each operator command does: who may join a room is here, who is removed and kept out in {@link Removals}. Called by
 * {@link OperatorDesk}, one at a time.
 */
final class Commands {
    private final RoomDirectory rooms;
    private final AccessList access;
    private final TypedNames typed;
    private final PeopleNames names;
    private final Removals removals;

    /** @param foreignIdentities with a token service, identities are whatever that service calls people */
    Commands(RoomDirectory rooms, AccessList access, InstantSource clock, boolean foreignIdentities) {
        this.rooms = rooms;
        this.access = access;
        this.typed = new TypedNames(foreignIdentities);
        this.names = new PeopleNames(rooms);
        this.removals = new Removals(rooms, access, clock, typed, names);
    }

    /** @throws AccessException if the rules could not be written; nothing has changed then */
    Result run(String actor, OperatorCommand command) throws AccessException {
        try {
            return switch (command) {
                case OperatorCommand.Kick kick -> removals.kick(actor, kick);
                case OperatorCommand.AddBan ban -> removals.ban(actor, ban);
                case OperatorCommand.LiftBan lift -> removals.lift(lift);
                case OperatorCommand.RestoreBans restore -> removals.restore(restore);
                case OperatorCommand.SetRoomPolicy set -> setPolicy(set);
                case OperatorCommand.AllowInRoom allow -> allow(allow);
                case OperatorCommand.RemoveFromRoom remove -> remove(remove);
                case OperatorCommand.LockRoom lock -> lock(lock);
                case OperatorCommand.RestoreRoom restore -> restore(restore);
                case OperatorCommand.CloseRoom close -> removals.close(close);
            };
        } catch (TypedNames.Unusable e) {
            return Result.refused(String.valueOf(e.getMessage()));
        }
    }

    /** Whom the command names where it has only the number of a connection, for the audit log. */
    Map<String, String> whom(OperatorCommand command) {
        return command instanceof OperatorCommand.Kick kick ? removals.whom(kick) : Map.of();
    }

    private List<Participant> inside(String room) {
        return rooms.find(room)
                .map(found -> List.of(found.membership().members()))
                .orElse(List.of());
    }

    private Result setPolicy(OperatorCommand.SetRoomPolicy set) throws AccessException {
        String room = typed.room(set.room());
        RoomPolicy before = access.rules().room(room).policy();
        return switch (access.setPolicy(room, set.policy())) {
            case Change.AlreadySo same ->
                Result.nothing(
                        switch (set.policy()) {
                            case OPEN -> room + " is open to everyone already.";
                            case ALLOW_LIST -> "Only people on the list can join " + room + " already.";
                            case CLOSED -> "Nobody new can join " + room + " already.";
                        });
            case Change.Made made ->
                Result.done(made, inWords(room, set.policy()), new OperatorCommand.SetRoomPolicy(room, before));
        };
    }

    private String inWords(String room, RoomPolicy policy) {
        int inside = inside(room).size();
        String stay = inside == 0 ? "" : inside == 1 ? " The one inside stays." : " The " + inside + " inside stay.";
        return switch (policy) {
            case OPEN -> room + " is open to everyone.";
            case ALLOW_LIST -> "Only people on the list can join " + room + " now." + stay;
            case CLOSED -> "Nobody new can join " + room + " now." + stay;
        };
    }

    private Result allow(OperatorCommand.AllowInRoom allow) throws AccessException {
        String room = typed.room(allow.room());
        String fingerprint = typed.identity(allow.fingerprint());
        Map<String, String> named = Map.of("person", names.inFull(fingerprint));
        return switch (access.allow(room, fingerprint)) {
            case Change.AlreadySo same ->
                Result.nothing(names.of(fingerprint) + " is on " + room + "'s allow-list already.")
                        .naming(named);
            case Change.Made made ->
                Result.done(
                                made,
                                names.of(fingerprint) + " is on " + room + "'s allow-list." + effect(room, fingerprint),
                                new OperatorCommand.RemoveFromRoom(room, fingerprint))
                        .naming(named);
        };
    }

    /** What a place on the list means now, which an operator can't see from the list. */
    private String effect(String room, String fingerprint) {
        return switch (access.rules().room(room).policy()) {
            case ALLOW_LIST -> isInside(room, fingerprint) ? "" : " They are not inside; they can join now.";
            case OPEN -> " It has no effect yet: " + room + " is open to everyone.";
            case CLOSED -> " It has no effect yet: nobody new can join " + room + ".";
        };
    }

    private boolean isInside(String room, String fingerprint) {
        return inside(room).stream().anyMatch(person -> person.fingerprint().equals(fingerprint));
    }

    private Result remove(OperatorCommand.RemoveFromRoom remove) throws AccessException {
        String room = typed.room(remove.room());
        String fingerprint = typed.identity(remove.fingerprint());
        String name = names.of(fingerprint);
        Map<String, String> named = Map.of("person", names.inFull(fingerprint));
        return switch (access.disallow(room, fingerprint)) {
            case Change.AlreadySo same ->
                Result.nothing(name + " is not on " + room + "'s allow-list.").naming(named);
            case Change.Made made -> {
                boolean counts = access.rules().room(room).policy() == RoomPolicy.ALLOW_LIST;
                boolean disconnected = counts && disconnect(room, fingerprint);
                yield Result.done(
                                made,
                                name + " is off " + room + "'s allow-list"
                                        + (disconnected ? " and was disconnected" : "")
                                        + (counts ? ". They can't rejoin." : "."),
                                new OperatorCommand.AllowInRoom(room, fingerprint))
                        .naming(named);
            }
        };
    }

    private boolean disconnect(String room, String fingerprint) {
        boolean any = false;
        for (Participant person : inside(room)) {
            if (person.fingerprint().equals(fingerprint)) {
                names.remember(person);
                any |= rooms.remove(person, Ending.NOT_ALLOWED, "taken off this room's allow-list");
            }
        }
        return any;
    }

    private Result lock(OperatorCommand.LockRoom lock) throws AccessException {
        String room = typed.room(lock.room());
        List<String> allowed =
                lock.fingerprints().stream().map(typed::identity).distinct().toList();
        if (allowed.isEmpty()) {
            return Result.refused("Name somebody who may join " + room + ", or let nobody new in.");
        }
        RoomRule before = access.rules().room(room);
        List<String> who = allowed.stream().map(names::of).toList();
        return switch (access.setRule(new RoomRule(room, RoomPolicy.ALLOW_LIST, allowed))) {
            case Change.AlreadySo same -> Result.nothing(room + " is locked to " + names.list(who) + " already.");
            case Change.Made made ->
                Result.done(
                                made,
                                "Only " + names.list(who) + " can join " + room + " now." + others(room, allowed),
                                new OperatorCommand.RestoreRoom(before))
                        .naming(Map.of(
                                "people",
                                String.join(
                                        ", ",
                                        allowed.stream().map(names::inFull).toList())));
        };
    }

    /** Somebody may have come in since the operator looked. */
    private String others(String room, List<String> allowed) {
        List<String> others = new ArrayList<>();
        for (Participant person : inside(room)) {
            if (!allowed.contains(person.fingerprint())) {
                others.add(names.of(person));
            }
        }
        if (others.isEmpty()) {
            return "";
        }
        return " " + names.list(others) + (others.size() == 1 ? " is inside and stays." : " are inside and stay.");
    }

    private Result restore(OperatorCommand.RestoreRoom restore) throws AccessException {
        RoomRule wanted = new RoomRule(
                typed.room(restore.rule().room()),
                restore.rule().policy(),
                restore.rule().allowed().stream().map(typed::identity).toList());
        RoomRule before = access.rules().room(wanted.room());
        return switch (access.setRule(wanted)) {
            case Change.AlreadySo same -> Result.nothing(same.why());
            case Change.Made made ->
                Result.done(made, inWords(wanted.room(), wanted.policy()), new OperatorCommand.RestoreRoom(before));
        };
    }
}
