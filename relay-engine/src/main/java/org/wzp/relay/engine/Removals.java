package org.wzp.relay.engine;

import static java.util.stream.Collectors.toCollection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.wzp.relay.api.RoomPolicy;
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

    // ---- people in a room ------------------------------------------------------------------------------------------

    /** Who and in which room; who has left is known by the number of the connection only. */
    Map<String, String> whom(OperatorCommand.Kick kick) {
        List<Participant> people = inside(kick);
        Map<String, String> named = new LinkedHashMap<>();
        if (people.isEmpty()) {
            named.put("person", "had left (connection " + CommandTexts.numbers(kick.participants()) + ")");
        } else {
            named.put("person", names.listInFull(people));
            named.put("room", names.list(rooms(people).stream().map(Room::name).toList()));
        }
        return named;
    }

    private List<Participant> inside(OperatorCommand.Kick kick) {
        List<Participant> people = new ArrayList<>();
        for (long id : kick.participants()) {
            rooms.participant(id).filter(person -> person.room() != null).ifPresent(people::add);
        }
        return people;
    }

    private static List<Room> rooms(List<Participant> people) {
        return people.stream()
                .flatMap(person -> Stream.ofNullable(person.room()))
                .distinct()
                .toList();
    }

    Result kick(String actor, OperatorCommand.Kick kick) throws AccessException {
        List<Participant> people = inside(kick);
        List<Room> from = rooms(people);
        Room room = from.isEmpty() ? null : from.getFirst();
        if (room == null) {
            return Result.nothing(
                    kick.participants().size() == 1 ? "They have left already." : "All of them have left already.");
        }
        if (from.size() > 1) {
            return Result.refused("They are in different rooms. Remove those of one room at a time.");
        }
        people.forEach(names::remember);
        String who = names.list(people.stream().map(names::of).toList());
        int left = kick.participants().size() - people.size();
        String gone = left == 0 ? "" : left == 1 ? " 1 had left already." : " " + left + " had left already.";
        return switch (kick.keepOut()) {
            case KeepOut.Nothing nothing -> remove(people, room, who, kick.reason(), gone);
            case KeepOut.Held held -> hold(actor, people, room, who, kick.reason(), held, gone);
        };
    }

    private Result remove(List<Participant> people, Room room, String who, String reason, String gone) {
        String told = ToldWords.removed(CommandTexts.reason(reason));
        int removed = 0;
        for (Participant person : people) {
            removed += rooms.remove(person, Ending.KICKED, told) ? 1 : 0;
        }
        if (removed == 0) {
            return Result.nothing(who + (people.size() == 1 ? " has left already." : " have left already."));
        }
        return new Result(
                new Outcome.Done(
                        "Removed " + who + " from " + room.name() + ". They can rejoin right away." + gone,
                        Optional.empty()),
                "in room " + room.name(),
                "removed");
    }

    private Result hold(
            String actor,
            List<Participant> people,
            Room room,
            String who,
            String reason,
            KeepOut.Held held,
            String gone)
            throws AccessException {
        Optional<String> wrong = wrong(held.term());
        if (wrong.isPresent()) {
            return Result.refused(wrong.get());
        }
        Set<String> identities =
                people.stream().map(Participant::fingerprint).collect(toCollection(LinkedHashSet::new));
        Set<BanTarget> targets = new LinkedHashSet<>();
        identities.forEach(fingerprint -> targets.add(new BanTarget.Identity(fingerprint)));
        Set<BanTarget> addresses = new LinkedHashSet<>();
        if (held.addressToo()) {
            people.forEach(person -> addresses.add(address(person)));
        }
        targets.addAll(addresses);
        boolean here = held.scope() == KeepOut.Scope.ROOM;
        Optional<String> where = here ? Optional.of(room.name()) : Optional.empty();
        if (!(keepOut(targets, where, reason, actor, held.term()) instanceof Change.Made made)) {
            return Result.nothing(who + (people.size() == 1 ? " is" : " are") + " kept out already.");
        }
        boolean any = false;
        for (Participant person : people) {
            Ban theirs = made.bans().stream()
                    .filter(ban -> ban.target().equals(new BanTarget.Identity(person.fingerprint())))
                    .findFirst()
                    .orElseThrow();
            any |= rooms.remove(person, Ending.KICKED, ToldWords.of(theirs, clock.instant()));
        }
        List<Participant> others = removeBanned().stream()
                .filter(person -> !identities.contains(person.fingerprint()))
                .toList();
        String summary = "Removed " + who + " from " + (here ? room.name() : "the relay")
                + rejoin(held.term())
                + (addresses.isEmpty()
                        ? ""
                        : " The same goes for everyone at "
                                + names.list(
                                        addresses.stream().map(BanTarget::shown).toList())
                                + ".")
                + disconnected(others, " as well")
                + gone;
        return Result.done(made, summary, new OperatorCommand.LiftBan(ids(made.bans())))
                .withBefore(any ? "in room " + room.name() : "left by themselves");
    }

    private static BanTarget address(Participant person) {
        return new BanTarget.AddressPrefix(
                AddressPrefix.around(person.egress().remoteAddress().getAddress())
                        .text());
    }

    /** How long from now; empty for good. */
    private Optional<Duration> time(KeepOut.Term term) {
        return switch (term) {
            case KeepOut.For limited -> Optional.of(limited.duration());
            case KeepOut.Until until -> Optional.of(Duration.between(clock.instant(), until.moment()));
            case KeepOut.ForGood good -> Optional.empty();
        };
    }

    /** {@code . They can rejoin in 5 minutes.} or {@code  for good.} */
    private String rejoin(KeepOut.Term term) {
        return time(term)
                .map(time -> ". They can rejoin in " + CommandTexts.inWords(time) + ".")
                .orElse(" for good.");
    }

    /** Such as {@code  Ben (518e:b935) was disconnected as well.}; of more than three how many. */
    private String disconnected(List<Participant> people, String how) {
        if (people.isEmpty()) {
            return "";
        }
        String who = people.size() > PeopleNames.MOST_NAMED
                ? people.size() + " people"
                : names.list(people.stream().map(names::of).toList());
        return " " + who + (people.size() == 1 ? " was" : " were") + " disconnected" + how + ".";
    }

    // ---- bans ------------------------------------------------------------------------------------------------------

    Result ban(String actor, OperatorCommand.AddBan ban) throws AccessException {
        BanTarget target = typed.target(ban.target());
        Optional<String> room = ban.room().map(typed::room);
        Optional<String> wrong = wrong(ban.term());
        if (wrong.isPresent()) {
            return Result.refused(wrong.get());
        }
        String who = who(target);
        Optional<Ban> same = access.view().bans().stream()
                .filter(old -> old.target().equals(target) && old.room().equals(room))
                .filter(old -> ends(old, ban.term()))
                .findFirst();
        if (same.isPresent()) {
            return Result.nothing(who + " is banned already (ban " + same.get().id() + ").");
        }
        if (!(keepOut(Set.of(target), room, ban.reason(), actor, ban.term()) instanceof Change.Made made)) {
            return Result.nothing(who + " is banned already.");
        }
        List<Participant> removed = removeBanned();
        String summary =
                "Banned " + who + " from " + room.orElse("the relay") + lasting(ban.term()) + disconnected(removed, "");
        return Result.done(made, summary, new OperatorCommand.LiftBan(ids(made.bans())))
                .naming(removed.isEmpty() ? Map.of() : Map.of("disconnected", names.listInFull(removed)));
    }

    /** What makes the term useless; empty where nothing does. */
    private Optional<String> wrong(KeepOut.Term term) {
        return time(term)
                .filter(time -> !time.isPositive())
                .map(over -> term instanceof KeepOut.Until
                        ? "That ban would have ended already. Choose a time to come, or for good."
                        : "The time must be longer than nothing. Let them rejoin right away instead.");
    }

    private static boolean ends(Ban old, KeepOut.Term term) {
        return switch (term) {
            // counted from now, so never at the moment at which another ends
            case KeepOut.For limited -> false;
            case KeepOut.Until until -> old.until().equals(Optional.of(until.moment()));
            case KeepOut.ForGood good -> old.until().isEmpty();
        };
    }

    private String lasting(KeepOut.Term term) {
        return time(term)
                .map(time -> " for " + CommandTexts.inWords(time) + ".")
                .orElse(" for good.");
    }

    private Change keepOut(
            Collection<BanTarget> targets, Optional<String> room, String reason, String actor, KeepOut.Term term)
            throws AccessException {
        List<BanTarget> all = List.copyOf(targets);
        String why = CommandTexts.reason(reason);
        return switch (term) {
            case KeepOut.For limited -> access.hold(all, room, why, actor, limited.duration());
            case KeepOut.Until until -> access.ban(all, room, why, actor, Optional.of(until.moment()));
            case KeepOut.ForGood good -> access.ban(all, room, why, actor, Optional.empty());
        };
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
                                (made.bans().size() == 1
                                                ? "Lifted the ban on " + who(made.bans()) + "."
                                                : "Lifted " + made.bans().size() + " bans: " + who(made.bans()) + ".")
                                        + stayOut(made.bans()),
                                new OperatorCommand.RestoreBans(made.bans()))
                        .naming(Map.of("whom", whoInFull(made.bans())));
        };
    }

    /** Nobody comes back by a lifted ban alone, which an operator who takes back a removal might expect. */
    private String stayOut(List<Ban> lifted) {
        boolean people = lifted.stream()
                .anyMatch(ban ->
                        ban.target() instanceof BanTarget.Identity identity && !names.isInside(identity.fingerprint()));
        return people ? " They stay disconnected until they rejoin." : "";
    }

    Result restore(OperatorCommand.RestoreBans restore) throws AccessException {
        return switch (access.restoreBans(restore.bans())) {
            case Change.AlreadySo same -> Result.nothing(same.why());
            case Change.Made made -> {
                List<Participant> removed = removeBanned();
                yield Result.done(
                                made,
                                "Banned again: " + who(made.bans()) + "." + disconnected(removed, ""),
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
        return target instanceof BanTarget.Identity identity ? names.of(identity.fingerprint()) : target.shown();
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

    Result close(OperatorCommand.CloseRoom close) throws AccessException {
        String name = typed.room(close.room());
        RoomPolicy before = access.rules().room(name).policy();
        // first the policy, so that nobody slips in between
        boolean shut = close.keepClosed() && access.setPolicy(name, RoomPolicy.CLOSED) instanceof Change.Made;
        Optional<Room> room = rooms.find(name);
        room.ifPresent(found -> List.of(found.membership().members()).forEach(names::remember));
        List<Participant> removed = room.map(found ->
                        rooms.empty(found, Ending.ROOM_CLOSED, ToldWords.emptied(CommandTexts.reason(close.reason()))))
                .orElse(List.of());
        if (removed.isEmpty() && !shut) {
            return Result.nothing("Nobody is in " + name + ".");
        }
        String summary = (removed.isEmpty()
                        ? "Nobody was in " + name + "."
                        : "Emptied " + name + ". " + people(removed.size()) + " disconnected.")
                + switch (access.rules().room(name).policy()) {
                    case OPEN -> " They can rejoin right away.";
                    case ALLOW_LIST -> " Only people on the list can rejoin.";
                    case CLOSED -> " Nobody can join it now.";
                };
        Optional<OperatorCommand> inverse =
                shut ? Optional.of(new OperatorCommand.SetRoomPolicy(name, before)) : Optional.empty();
        return new Result(
                        new Outcome.Done(summary, inverse),
                        before + ", " + CommandTexts.people(removed.size()),
                        access.rules().room(name).policy() + ", empty")
                .naming(removed.isEmpty() ? Map.of() : Map.of("disconnected", names.listInFull(removed)));
    }

    private static String people(int count) {
        return CommandTexts.people(count) + (count == 1 ? " was" : " were");
    }
}
