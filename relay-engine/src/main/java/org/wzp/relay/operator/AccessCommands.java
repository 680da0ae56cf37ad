package org.wzp.relay.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.AccessList.Change;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.RoomDirectory;

/** Who may join a room. */
final class AccessCommands implements CommandHandler<AccessCommand> {
    private final RoomDirectory rooms;
    private final AccessList access;
    private final TypedNames typed;
    private final PeopleNames names;

    AccessCommands(RoomDirectory rooms, AccessList access, TypedNames typed, PeopleNames names) {
        this.rooms = rooms;
        this.access = access;
        this.typed = typed;
        this.names = names;
    }

    @Override
    public CommandResult run(String actor, AccessCommand command) throws AccessException {
        return switch (command) {
            case AccessCommand.SetRoomPolicy set -> setPolicy(set);
            case AccessCommand.AllowInRoom allow -> allow(allow);
            case AccessCommand.RemoveFromRoom remove -> remove(remove);
            case AccessCommand.LockRoom lock -> lock(lock);
            case AccessCommand.RestoreRoom restore -> restore(restore);
        };
    }

    @Override
    public boolean worksWhileStopped(AccessCommand command) {
        return true;
    }

    private List<Participant> inside(String room) {
        return rooms.find(room)
                .map(found -> List.of(found.membership().members()))
                .orElse(List.of());
    }

    private CommandResult setPolicy(AccessCommand.SetRoomPolicy set) throws AccessException {
        String room = typed.room(set.room());
        RoomPolicy before = access.rules().room(room).policy();
        return switch (access.setPolicy(room, set.policy())) {
            case Change.AlreadySo same ->
                CommandResult.nothing(
                        switch (set.policy()) {
                            case OPEN -> room + " is open to everyone already.";
                            case ALLOW_LIST -> "Only people on the list can join " + room + " already.";
                            case CLOSED -> "Nobody new can join " + room + " already.";
                        });
            case Change.Made made ->
                CommandResult.done(made, inWords(room, set.policy()), new AccessCommand.SetRoomPolicy(room, before));
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

    private CommandResult allow(AccessCommand.AllowInRoom allow) throws AccessException {
        String room = typed.room(allow.room());
        String fingerprint = typed.identity(allow.fingerprint());
        Map<String, String> named = Map.of("person", names.inFull(fingerprint));
        return switch (access.allow(room, fingerprint)) {
            case Change.AlreadySo same ->
                CommandResult.nothing(names.of(fingerprint) + " is on " + room + "'s allow-list already.")
                        .naming(named);
            case Change.Made made ->
                CommandResult.done(
                                made,
                                names.of(fingerprint) + " is on " + room + "'s allow-list." + effect(room, fingerprint),
                                new AccessCommand.RemoveFromRoom(room, fingerprint))
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

    private CommandResult remove(AccessCommand.RemoveFromRoom remove) throws AccessException {
        String room = typed.room(remove.room());
        String fingerprint = typed.identity(remove.fingerprint());
        String name = names.of(fingerprint);
        Map<String, String> named = Map.of("person", names.inFull(fingerprint));
        return switch (access.disallow(room, fingerprint)) {
            case Change.AlreadySo same ->
                CommandResult.nothing(name + " is not on " + room + "'s allow-list.")
                        .naming(named);
            case Change.Made made -> {
                boolean counts = access.rules().room(room).policy() == RoomPolicy.ALLOW_LIST;
                boolean disconnected = counts && disconnect(room, fingerprint);
                yield CommandResult.done(
                                made,
                                name + " is off " + room + "'s allow-list"
                                        + (disconnected ? " and was disconnected" : "")
                                        + (counts ? ". They can't rejoin." : "."),
                                new AccessCommand.AllowInRoom(room, fingerprint))
                        .naming(named);
            }
        };
    }

    private boolean disconnect(String room, String fingerprint) {
        boolean any = false;
        for (Participant person : inside(room)) {
            if (person.fingerprint().equals(fingerprint)) {
                names.remember(person);
                any |= rooms.remove(person, LeaveReason.NOT_ALLOWED, "taken off this room's allow-list");
            }
        }
        return any;
    }

    private CommandResult lock(AccessCommand.LockRoom lock) throws AccessException {
        String room = typed.room(lock.room());
        List<String> allowed =
                lock.fingerprints().stream().map(typed::identity).distinct().toList();
        if (allowed.isEmpty()) {
            return CommandResult.refused("Name somebody who may join " + room + ", or let nobody new in.");
        }
        RoomRule before = access.rules().room(room);
        List<String> who = allowed.stream().map(names::of).toList();
        return switch (access.setRule(new RoomRule(room, RoomPolicy.ALLOW_LIST, allowed))) {
            case Change.AlreadySo same ->
                CommandResult.nothing(room + " is locked to " + names.list(who) + " already.");
            case Change.Made made ->
                CommandResult.done(
                                made,
                                "Only " + names.list(who) + " can join " + room + " now." + others(room, allowed),
                                new AccessCommand.RestoreRoom(before))
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

    private CommandResult restore(AccessCommand.RestoreRoom restore) throws AccessException {
        RoomRule wanted = new RoomRule(
                typed.room(restore.rule().room()),
                restore.rule().policy(),
                restore.rule().allowed().stream().map(typed::identity).toList());
        RoomRule before = access.rules().room(wanted.room());
        return switch (access.setRule(wanted)) {
            case Change.AlreadySo same -> CommandResult.nothing(same.why());
            case Change.Made made ->
                CommandResult.done(
                        made, inWords(wanted.room(), wanted.policy()), new AccessCommand.RestoreRoom(before));
        };
    }
}
