package org.wzp.relay.operator;

import static java.util.stream.Collectors.toCollection;

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
import org.wzp.relay.access.ToldWords;
import org.wzp.relay.access.Verdict;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.ModerationCommand;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.text.Names;

/**
 * The commands that remove people and keep them out. Bans are in force before anybody is removed, and a join asks the
 * rules once more after it succeeded ({@code admission.RoomAdmission}), so nobody slips in between. One command at a time.
 */
final class ModerationCommands implements CommandHandler<ModerationCommand> {
    private final RoomDirectory rooms;
    private final AccessList access;
    private final InstantSource clock;
    private final BanTerms terms;
    private final TypedNames typed;
    private final PeopleNames names;

    ModerationCommands(
            RoomDirectory rooms, AccessList access, InstantSource clock, TypedNames typed, PeopleNames names) {
        this.rooms = rooms;
        this.access = access;
        this.clock = clock;
        this.terms = new BanTerms(clock);
        this.typed = typed;
        this.names = names;
    }

    @Override
    public CommandResult run(String actor, ModerationCommand command) throws AccessException {
        return switch (command) {
            case ModerationCommand.Kick kick -> kick(actor, kick);
            case ModerationCommand.AddBan ban -> ban(actor, ban);
            case ModerationCommand.LiftBan lift -> lift(lift);
            case ModerationCommand.RestoreBans restore -> restore(restore);
            case ModerationCommand.CloseRoom close -> close(close);
        };
    }

    @Override
    public boolean worksWhileStopped(ModerationCommand command) {
        return switch (command) {
            case ModerationCommand.Kick kick -> false;
            case ModerationCommand.CloseRoom close -> false;
            case ModerationCommand.AddBan ban -> true;
            case ModerationCommand.LiftBan lift -> true;
            case ModerationCommand.RestoreBans restore -> true;
        };
    }

    // ---- people in a room ------------------------------------------------------------------------------------------

    /** Who and in which room; who has left is known by the number of the connection only. */
    @Override
    public Map<String, String> whom(ModerationCommand command) {
        if (!(command instanceof ModerationCommand.Kick kick)) {
            return Map.of();
        }
        List<Participant> people = inside(kick);
        Map<String, String> named = new LinkedHashMap<>();
        if (people.isEmpty()) {
            named.put("person", "had left (connection " + CommandTexts.list(kick.participants()) + ")");
        } else {
            named.put("person", names.listInFull(people));
            named.put("room", names.list(rooms(people).stream().map(Room::name).toList()));
        }
        return named;
    }

    private List<Participant> inside(ModerationCommand.Kick kick) {
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

    private CommandResult kick(String actor, ModerationCommand.Kick kick) throws AccessException {
        List<Participant> people = inside(kick);
        List<Room> from = rooms(people);
        Room room = from.isEmpty() ? null : from.getFirst();
        if (room == null) {
            return CommandResult.nothing(
                    kick.participants().size() == 1 ? "They have left already." : "All of them have left already.");
        }
        if (from.size() > 1) {
            return CommandResult.refused("They are in different rooms. Remove those of one room at a time.");
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

    private CommandResult remove(List<Participant> people, Room room, String who, String reason, String gone) {
        String told = ToldWords.removed(CommandTexts.reason(reason));
        int removed = 0;
        for (Participant person : people) {
            removed += rooms.remove(person, LeaveReason.KICKED, told) ? 1 : 0;
        }
        if (removed == 0) {
            return CommandResult.nothing(who + (people.size() == 1 ? " has left already." : " have left already."));
        }
        return new CommandResult(
                new Outcome.Done(
                        "Removed " + who + " from " + room.name() + ". They can rejoin right away." + gone,
                        Optional.empty()),
                "in room " + room.name(),
                "removed");
    }

    private CommandResult hold(
            String actor,
            List<Participant> people,
            Room room,
            String who,
            String reason,
            KeepOut.Held held,
            String gone)
            throws AccessException {
        Optional<String> wrong = terms.wrong(held.term());
        if (wrong.isPresent()) {
            return CommandResult.refused(wrong.get());
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
            return CommandResult.nothing(who + (people.size() == 1 ? " is" : " are") + " kept out already.");
        }
        boolean any = false;
        for (Participant person : people) {
            Ban theirs = made.bans().stream()
                    .filter(ban -> ban.target().equals(new BanTarget.Identity(person.fingerprint())))
                    .findFirst()
                    .orElseThrow();
            any |= rooms.remove(person, LeaveReason.KICKED, ToldWords.of(theirs, clock.instant()));
        }
        List<Participant> others = removeBanned().stream()
                .filter(person -> !identities.contains(person.fingerprint()))
                .toList();
        String summary = "Removed " + who + " from " + (here ? room.name() : "the relay")
                + terms.rejoin(held.term())
                + (addresses.isEmpty()
                        ? ""
                        : " The same goes for everyone at "
                                + names.list(
                                        addresses.stream().map(BanTarget::shown).toList())
                                + ".")
                + disconnected(others, " as well")
                + gone;
        return CommandResult.done(made, summary, new ModerationCommand.LiftBan(ids(made.bans())))
                .withBefore(any ? "in room " + room.name() : "left by themselves");
    }

    private static BanTarget address(Participant person) {
        return new BanTarget.Prefix(
                AddressPrefix.around(person.egress().remoteAddress().getAddress()));
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

    private CommandResult ban(String actor, ModerationCommand.AddBan ban) throws AccessException {
        BanTarget target = typed.target(ban.target());
        Optional<String> room = ban.room().map(typed::room);
        Optional<String> wrong = terms.wrong(ban.term());
        if (wrong.isPresent()) {
            return CommandResult.refused(wrong.get());
        }
        String who = who(target);
        Optional<Ban> same = access.view().bans().stream()
                .filter(old -> old.target().equals(target) && old.room().equals(room))
                .filter(old -> BanTerms.ends(old, ban.term()))
                .findFirst();
        if (same.isPresent()) {
            return CommandResult.nothing(
                    who + " is banned already (ban " + same.get().id() + ").");
        }
        if (!(keepOut(Set.of(target), room, ban.reason(), actor, ban.term()) instanceof Change.Made made)) {
            return CommandResult.nothing(who + " is banned already.");
        }
        List<Participant> removed = removeBanned();
        String summary = "Banned " + who + " from " + room.orElse("the relay") + terms.lasting(ban.term())
                + disconnected(removed, "");
        return CommandResult.done(made, summary, new ModerationCommand.LiftBan(ids(made.bans())))
                .naming(removed.isEmpty() ? Map.of() : Map.of("disconnected", names.listInFull(removed)));
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
                    if (rooms.remove(member, LeaveReason.BANNED, refused.told())) {
                        removed.add(member);
                    }
                }
            }
        }
        return removed;
    }

    private CommandResult lift(ModerationCommand.LiftBan lift) throws AccessException {
        return switch (access.liftBans(lift.bans())) {
            case Change.AlreadySo same -> CommandResult.nothing(same.why());
            case Change.Made made ->
                CommandResult.done(
                                made,
                                (made.bans().size() == 1
                                                ? "Lifted the ban on " + who(made.bans()) + "."
                                                : "Lifted " + made.bans().size() + " bans: " + who(made.bans()) + ".")
                                        + stayOut(made.bans()),
                                new ModerationCommand.RestoreBans(made.bans()))
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

    private CommandResult restore(ModerationCommand.RestoreBans restore) throws AccessException {
        return switch (access.restoreBans(restore.bans())) {
            case Change.AlreadySo same -> CommandResult.nothing(same.why());
            case Change.Made made -> {
                List<Participant> removed = removeBanned();
                yield CommandResult.done(
                                made,
                                "Banned again: " + who(made.bans()) + "." + disconnected(removed, ""),
                                new ModerationCommand.LiftBan(ids(made.bans())))
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

    private CommandResult close(ModerationCommand.CloseRoom close) throws AccessException {
        String name = typed.room(close.room());
        RoomPolicy before = access.rules().room(name).policy();
        // first the policy, so that nobody slips in between
        boolean shut = close.keepClosed() && access.setPolicy(name, RoomPolicy.CLOSED) instanceof Change.Made;
        Optional<Room> room = rooms.find(name);
        room.ifPresent(found -> List.of(found.membership().members()).forEach(names::remember));
        List<Participant> removed = room.map(found -> rooms.empty(
                        found, LeaveReason.ROOM_CLOSED, ToldWords.emptied(CommandTexts.reason(close.reason()))))
                .orElse(List.of());
        if (removed.isEmpty() && !shut) {
            return CommandResult.nothing("Nobody is in " + name + ".");
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
                shut ? Optional.of(new AccessCommand.SetRoomPolicy(name, before)) : Optional.empty();
        return new CommandResult(
                        new Outcome.Done(summary, inverse),
                        before + ", " + Names.people(removed.size()),
                        access.rules().room(name).policy() + ", empty")
                .naming(removed.isEmpty() ? Map.of() : Map.of("disconnected", names.listInFull(removed)));
    }

    private static String people(int count) {
        return Names.people(count) + (count == 1 ? " was" : " were");
    }
}
