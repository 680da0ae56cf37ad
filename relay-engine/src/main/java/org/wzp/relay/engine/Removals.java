package org.wzp.relay.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.AccessList.Change;
import org.wzp.relay.access.AddressPrefix;
import org.wzp.relay.access.ToldWords;
import org.wzp.relay.access.Verdict;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelaySnapshot.Ban;
import org.wzp.relay.room.Ending;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;

/**
 * The commands that remove people and keep them out. Bans are in force before anybody is removed, and a join asks the
 * rules once more after it succeeded ({@link RoomsEntrance}), so nobody slips in between. One command at a time.
 */
final class Removals {
    private final RoomDirectory rooms;
    private final AccessList access;
    private final InstantSource clock;
    private final TypedNames typed;
    private final PeopleNames names;

    Removals(RoomDirectory rooms, AccessList access, InstantSource clock, TypedNames typed, PeopleNames names) {
        this.rooms = rooms;
        this.access = access;
        this.clock = clock;
        this.typed = typed;
        this.names = names;
    }

    // ---- one person ------------------------------------------------------------------------------------------------

    Result kick(String actor, OperatorCommand.Kick kick) throws AccessException {
        Participant person = rooms.participant(kick.participant()).orElse(null);
        Room room = person == null ? null : person.room();
        if (person == null || room == null) {
            return Result.nothing("That person has left already.");
        }
        String name = names.of(person);
        Map<String, String> named = new LinkedHashMap<>();
        named.put("person", names.inFull(person.fingerprint()));
        named.put("room", room.name());
        names.remember(person);
        Result result =
                switch (kick.keepOut()) {
                    case KeepOut.Nothing nothing -> remove(person, room, name, kick.reason());
                    case KeepOut.Held held -> hold(actor, person, room, name, kick.reason(), held);
                };
        return result.naming(named);
    }

    private Result remove(Participant person, Room room, String name, String reason) {
        if (!rooms.remove(person, Ending.KICKED, ToldWords.removed(CommandTexts.reason(reason)))) {
            return Result.nothing(name + " has left already.");
        }
        return new Result(
                new Outcome.Done(
                        "Removed " + name + " from " + room.name() + ". They can rejoin right away.", Optional.empty()),
                "in room " + room.name(),
                "removed");
    }

    private Result hold(String actor, Participant person, Room room, String name, String reason, KeepOut.Held held)
            throws AccessException {
        Optional<Duration> time =
                held.term() instanceof KeepOut.For limited ? Optional.of(limited.duration()) : Optional.empty();
        if (time.isPresent() && (time.get().isNegative() || time.get().isZero())) {
            return Result.refused("The time must be longer than nothing. Let them rejoin right away instead.");
        }
        List<BanTarget> targets = new ArrayList<>(List.of(new BanTarget.Identity(person.fingerprint())));
        if (held.addressToo()) {
            targets.add(new BanTarget.AddressPrefix(
                    AddressPrefix.around(person.egress().remoteAddress().getAddress())
                            .text()));
        }
        boolean here = held.scope() == KeepOut.Scope.ROOM;
        Optional<String> where = here ? Optional.of(room.name()) : Optional.empty();
        String why = CommandTexts.reason(reason);
        Change change = time.isPresent()
                ? access.hold(targets, where, why, actor, time.get())
                : access.ban(targets, where, why, actor, Optional.empty());
        if (!(change instanceof Change.Made made)) {
            return Result.nothing(name + " is kept out already.");
        }
        boolean first =
                rooms.remove(person, Ending.KICKED, ToldWords.of(made.bans().getFirst(), clock.instant()));
        List<Participant> others = removeBanned();
        String summary = "Removed " + name + " from " + (here ? room.name() : "the relay")
                + time.map(duration -> ". They can rejoin in " + CommandTexts.inWords(duration) + ".")
                        .orElse(" for good.")
                + (held.addressToo()
                        ? " The same goes for everyone at " + CommandTexts.shown(targets.getLast()) + "."
                        : "")
                + (others.isEmpty() ? "" : " " + CommandTexts.disconnected(others.size(), "other"));
        return Result.done(made, summary, new OperatorCommand.LiftBan(ids(made.bans())))
                .withBefore(first ? "in room " + room.name() : "left by themselves");
    }

    // ---- bans ------------------------------------------------------------------------------------------------------

    Result ban(String actor, OperatorCommand.AddBan ban) throws AccessException {
        BanTarget target = typed.target(ban.target());
        Optional<String> room = ban.room().map(typed::room);
        Instant now = clock.instant();
        if (ban.until().isPresent() && !now.isBefore(ban.until().get())) {
            return Result.refused("That ban would have ended already. Choose a time to come, or none.");
        }
        String who = who(target);
        for (Ban old : access.view().bans()) {
            if (old.target().equals(target)
                    && old.room().equals(room)
                    && old.until().equals(ban.until())) {
                return Result.nothing(who + " is banned already (ban " + old.id() + ").");
            }
        }
        Change change = access.ban(List.of(target), room, CommandTexts.reason(ban.reason()), actor, ban.until());
        if (!(change instanceof Change.Made made)) {
            return Result.nothing(who + " is banned already.");
        }
        List<Participant> removed = removeBanned();
        String summary = "Banned " + who + " from " + room.orElse("the relay")
                + ban.until()
                        .map(until -> " for " + CommandTexts.inWords(Duration.between(now, until)))
                        .orElse(" for good")
                + "."
                + (removed.isEmpty() ? "" : " " + CommandTexts.disconnected(removed.size(), ""));
        return Result.done(made, summary, new OperatorCommand.LiftBan(ids(made.bans())))
                .naming(removed.isEmpty() ? Map.of() : Map.of("disconnected", names.listInFull(removed)));
    }

    /** Removes everybody whom a ban covers now. */
    private List<Participant> removeBanned() {
        List<Participant> removed = new ArrayList<>();
        for (Room room : rooms.rooms()) {
            for (Participant member : room.membership().members()) {
                Verdict verdict = access.explain(
                        room.name(),
                        member.fingerprint(),
                        member.egress().remoteAddress().getAddress());
                if (verdict instanceof Verdict.Refused refused && refused.cause() == Verdict.Cause.BANNED) {
                    names.remember(member);
                    if (rooms.remove(member, Ending.BANNED, refused.told())) {
                        removed.add(member);
                    }
                }
            }
        }
        return removed;
    }

    Result lift(OperatorCommand.LiftBan lift) throws AccessException {
        return switch (access.liftBans(lift.bans())) {
            case Change.AlreadySo same -> Result.nothing(same.why());
            case Change.Made made ->
                Result.done(
                                made,
                                made.bans().size() == 1
                                        ? "Lifted the ban on " + who(made.bans()) + "."
                                        : "Lifted " + made.bans().size() + " bans: " + who(made.bans()) + ".",
                                new OperatorCommand.RestoreBans(made.bans()))
                        .naming(Map.of("whom", whoInFull(made.bans())));
        };
    }

    Result restore(OperatorCommand.RestoreBans restore) throws AccessException {
        return switch (access.restoreBans(restore.bans())) {
            case Change.AlreadySo same -> Result.nothing(same.why());
            case Change.Made made -> {
                List<Participant> removed = removeBanned();
                yield Result.done(
                                made,
                                "Banned again: " + who(made.bans()) + "."
                                        + (removed.isEmpty()
                                                ? ""
                                                : " " + CommandTexts.disconnected(removed.size(), "")),
                                new OperatorCommand.LiftBan(ids(made.bans())))
                        .naming(Map.of("whom", whoInFull(made.bans())));
            }
        };
    }

    private static List<Long> ids(List<Ban> bans) {
        return bans.stream().map(Ban::id).toList();
    }

    private String who(List<Ban> bans) {
        return names.list(bans.stream().map(ban -> who(ban.target())).distinct().toList());
    }

    private String who(BanTarget target) {
        return target instanceof BanTarget.Identity identity
                ? names.of(identity.fingerprint())
                : CommandTexts.shown(target);
    }

    private String whoInFull(List<Ban> bans) {
        return String.join(
                ", ",
                bans.stream()
                        .map(ban -> ban.target() instanceof BanTarget.Identity identity
                                ? names.inFull(identity.fingerprint())
                                : ban.target().text())
                        .toList());
    }

    // ---- a room ----------------------------------------------------------------------------------------------------

    Result close(OperatorCommand.CloseRoom close) {
        String name = typed.room(close.room());
        Optional<Room> room = rooms.find(name);
        room.ifPresent(found -> List.of(found.membership().members()).forEach(names::remember));
        List<Participant> removed = room.map(found ->
                        rooms.empty(found, Ending.ROOM_CLOSED, ToldWords.emptied(CommandTexts.reason(close.reason()))))
                .orElse(List.of());
        if (removed.isEmpty()) {
            return Result.nothing("Nobody is in " + name + ".");
        }
        String summary = "Emptied " + name + ". " + CommandTexts.disconnected(removed.size(), "")
                + switch (access.rules().room(name).policy()) {
                    case OPEN -> " They can rejoin right away.";
                    case ALLOW_LIST -> " Only people on the list can rejoin.";
                    case CLOSED -> " Nobody can rejoin.";
                };
        return new Result(new Outcome.Done(summary, Optional.empty()), CommandTexts.people(removed.size()), "empty")
                .naming(Map.of("disconnected", names.listInFull(removed)));
    }
}
