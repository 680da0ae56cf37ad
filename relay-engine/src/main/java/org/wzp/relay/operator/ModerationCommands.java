package org.wzp.relay.operator;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.Verdict;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.KnownBan;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.ModerationCommand;
import org.wzp.relay.api.ModerationEffect;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RuleChange;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.text.AuditWords;
import org.wzp.relay.text.Named;
import org.wzp.relay.text.ToldWords;

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
    public Outcome run(String actor, ModerationCommand command) throws NotWrittenException {
        return switch (command) {
            case ModerationCommand.Kick kick -> kick(actor, kick);
            case ModerationCommand.AddBan ban -> ban(actor, ban);
            case ModerationCommand.ChangeBan change -> change(change);
            case ModerationCommand.LiftBan lift -> lift(lift);
            case ModerationCommand.RestoreBans restore -> restore(restore);
            case ModerationCommand.CloseRoom close -> close(close);
        };
    }

    static boolean workWhileStopped(ModerationCommand command) {
        return switch (command) {
            case ModerationCommand.Kick kick -> false;
            case ModerationCommand.CloseRoom close -> false;
            case ModerationCommand.AddBan ban -> true;
            case ModerationCommand.ChangeBan change -> true;
            case ModerationCommand.LiftBan lift -> true;
            case ModerationCommand.RestoreBans restore -> true;
        };
    }

    @Override
    public Named named(ModerationCommand command) {
        return switch (command) {
            case ModerationCommand.Kick kick -> {
                List<Participant> people = inside(kick);
                yield new Named(
                        PeopleNames.of(people),
                        rooms(people).stream().map(Room::name).toList(),
                        List.of());
            }
            case ModerationCommand.LiftBan lift ->
                named(access.rules().bans().stream()
                        .filter(ban -> lift.bans().contains(ban.id()))
                        .toList());
            case ModerationCommand.ChangeBan change ->
                named(access.rules().bans().stream()
                        .filter(ban -> ban.id() == change.ban())
                        .toList());
            case ModerationCommand.RestoreBans restore -> named(restore.bans());
            case ModerationCommand.AddBan ban -> Named.NOBODY;
            case ModerationCommand.CloseRoom close -> Named.NOBODY;
        };
    }

    private Named named(List<Ban> bans) {
        return new Named(List.of(), List.of(), names.ofBans(bans));
    }

    // ---- people in a room ------------------------------------------------------------------------------------------

    /** Who of them is here; who has left is known by the number of the connection only. */
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

    private Outcome kick(String actor, ModerationCommand.Kick kick) throws NotWrittenException {
        List<Participant> people = inside(kick);
        List<Room> from = rooms(people);
        int meant = kick.participants().size();
        if (from.isEmpty()) {
            return new Outcome.NothingToDo(new AlreadySo.HaveLeft(List.of(), meant));
        }
        if (from.size() > 1) {
            return new Outcome.Refused(new Objection.SeveralRooms());
        }
        people.forEach(names::remember);
        return switch (kick.keepOut()) {
            case KeepOut.Nothing nothing -> remove(people, from.getFirst(), kick.reason(), meant);
            case KeepOut.Held held -> hold(actor, people, from.getFirst(), kick.reason(), held, meant);
        };
    }

    private Outcome remove(List<Participant> people, Room room, String reason, int meant) {
        String told = ToldWords.removed(AuditWords.reason(reason));
        int removed = 0;
        for (Participant person : people) {
            removed += rooms.remove(person, LeaveReason.KICKED, told) ? 1 : 0;
        }
        List<Person> who = PeopleNames.of(people);
        return removed == 0
                ? new Outcome.NothingToDo(new AlreadySo.HaveLeft(who, who.size()))
                : new Outcome.Done(
                        new ModerationEffect.Removed(who, room.name(), meant - who.size()), Optional.empty());
    }

    private Outcome hold(String actor, List<Participant> people, Room room, String reason, KeepOut.Held held, int meant)
            throws NotWrittenException {
        KeepOut.Term term = BanTerms.meant(held.term());
        if (terms.isOver(term)) {
            return new Outcome.Refused(new Objection.TermOver(term));
        }
        Set<BanTarget> targets = new LinkedHashSet<>();
        people.forEach(person -> targets.add(new BanTarget.Identity(person.fingerprint())));
        if (held.addressToo()) {
            people.forEach(person -> targets.add(address(person)));
        }
        Optional<String> where = held.scope() == KeepOut.Scope.ROOM ? Optional.of(room.name()) : Optional.empty();
        List<Ban> bans = keepOut(targets, where, reason, actor, term);
        boolean any = false;
        for (Participant person : people) {
            Ban theirs = bans.stream()
                    .filter(ban -> ban.target().equals(new BanTarget.Identity(person.fingerprint())))
                    .findFirst()
                    .orElseThrow();
            any |= rooms.remove(person, LeaveReason.KICKED, ToldWords.of(theirs, clock.instant()));
        }
        Set<String> identities = people.stream().map(Participant::fingerprint).collect(Collectors.toSet());
        List<Person> others = removeBanned().stream()
                .filter(person -> !identities.contains(person.fingerprint()))
                .toList();
        return new Outcome.Done(
                new ModerationEffect.KeptOut(
                        PeopleNames.of(people),
                        room.name(),
                        bans,
                        terms.time(term),
                        others,
                        any,
                        meant - people.size()),
                new ModerationCommand.LiftBan(ids(bans)));
    }

    private static BanTarget address(Participant person) {
        return new BanTarget.Prefix(
                AddressPrefix.around(person.egress().remoteAddress().getAddress()));
    }

    // ---- bans ------------------------------------------------------------------------------------------------------

    private Outcome ban(String actor, ModerationCommand.AddBan ban) throws NotWrittenException {
        BanTarget target = typed.target(ban.target());
        Optional<String> room = ban.room().map(typed::room);
        KeepOut.Term term = BanTerms.meant(ban.term());
        if (terms.isOver(term)) {
            return new Outcome.Refused(new Objection.TermOver(term));
        }
        Optional<Ban> same = access.view().bans().stream()
                .filter(old -> old.target().equals(target) && old.room().equals(room))
                .filter(old -> BanTerms.ends(old, term))
                .findFirst();
        if (same.isPresent()) {
            return new Outcome.NothingToDo(new AlreadySo.Banned(names.of(same.get())));
        }
        KnownBan made = names.of(
                keepOut(Set.of(target), room, ban.reason(), actor, term).getFirst());
        return new Outcome.Done(
                new ModerationEffect.Banned(made, terms.time(term), removeBanned()),
                new ModerationCommand.LiftBan(made.ban().id()));
    }

    private List<Ban> keepOut(
            Collection<BanTarget> targets, Optional<String> room, String reason, String actor, KeepOut.Term term)
            throws NotWrittenException {
        List<BanTarget> all = List.copyOf(targets);
        String why = AuditWords.reason(reason);
        return switch (term) {
            case KeepOut.For limited -> access.hold(all, room, why, actor, limited.duration());
            case KeepOut.Until until -> access.ban(all, room, why, actor, Optional.of(until.moment()));
            case KeepOut.ForGood good -> access.ban(all, room, why, actor, Optional.empty());
        };
    }

    private Outcome change(ModerationCommand.ChangeBan change) throws NotWrittenException {
        Optional<String> room = change.room().map(typed::room);
        KeepOut.Term term = BanTerms.meant(change.term());
        if (terms.isOver(term)) {
            return new Outcome.Refused(new Objection.TermOver(term));
        }
        Optional<Ban> there = access.view().bans().stream()
                .filter(ban -> ban.id() == change.ban())
                .findFirst();
        if (there.isEmpty()) {
            return new Outcome.NothingToDo(new AlreadySo.NoSuchBan());
        }
        String why = AuditWords.reason(change.reason());
        Optional<RuleChange.BanChanged> made =
                switch (term) {
                    case KeepOut.For limited -> access.changeBan(change.ban(), room, why, limited.duration());
                    case KeepOut.Until until -> access.changeBan(change.ban(), room, why, Optional.of(until.moment()));
                    case KeepOut.ForGood good -> access.changeBan(change.ban(), room, why, Optional.empty());
                };
        return made.<Outcome>map(done -> new Outcome.Done(
                        new ModerationEffect.BanChanged(
                                names.of(done.before()), names.of(done.after()), terms.time(term), removeBanned()),
                        new ModerationCommand.ChangeBan(
                                change.ban(),
                                done.before().room(),
                                done.before().reason(),
                                done.before()
                                        .until()
                                        .<KeepOut.Term>map(KeepOut.Until::new)
                                        .orElseGet(KeepOut.ForGood::new))))
                .orElseGet(() -> new Outcome.NothingToDo(new AlreadySo.Banned(names.of(there.get()))));
    }

    /** Removes everybody whom a ban covers now. */
    private List<Person> removeBanned() {
        List<Person> removed = new ArrayList<>();
        for (Room room : rooms.rooms()) {
            for (Participant member : room.membership().members()) {
                Verdict verdict = access.explain(
                        room.name(),
                        member.fingerprint(),
                        member.egress().remoteAddress().getAddress());
                if (verdict instanceof Verdict.Banned banned) {
                    names.remember(member);
                    if (rooms.remove(member, LeaveReason.BANNED, ToldWords.of(banned.ban(), banned.at()))) {
                        removed.add(PeopleNames.of(member));
                    }
                }
            }
        }
        return removed;
    }

    private Outcome lift(ModerationCommand.LiftBan lift) throws NotWrittenException {
        List<Ban> lifted = access.liftBans(lift.bans());
        return lifted.isEmpty()
                ? new Outcome.NothingToDo(new AlreadySo.NoSuchBan())
                : new Outcome.Done(
                        new ModerationEffect.Lifted(
                                names.ofBans(lifted), lifted.stream().anyMatch(this::isOut)),
                        new ModerationCommand.RestoreBans(lifted));
    }

    private boolean isOut(Ban ban) {
        return ban.target() instanceof BanTarget.Identity identity && !names.isInside(identity.fingerprint());
    }

    private Outcome restore(ModerationCommand.RestoreBans restore) throws NotWrittenException {
        List<Ban> back = access.restoreBans(restore.bans());
        return back.isEmpty()
                ? new Outcome.NothingToDo(new AlreadySo.BansEnded())
                : new Outcome.Done(
                        new ModerationEffect.BannedAgain(names.ofBans(back), removeBanned()),
                        new ModerationCommand.LiftBan(ids(back)));
    }

    private static List<Long> ids(List<Ban> bans) {
        return bans.stream().map(Ban::id).toList();
    }

    // ---- a room ----------------------------------------------------------------------------------------------------

    private Outcome close(ModerationCommand.CloseRoom close) throws NotWrittenException {
        String name = typed.room(close.room());
        RoomPolicy before = access.rules().room(name).policy();
        // first the policy, so that nobody slips in between
        boolean shut =
                close.keepClosed() && access.setPolicy(name, RoomPolicy.CLOSED).isPresent();
        Optional<Room> room = rooms.find(name);
        room.ifPresent(found -> List.of(found.membership().members()).forEach(names::remember));
        List<Participant> removed = room.map(found -> rooms.empty(
                        found, LeaveReason.ROOM_CLOSED, ToldWords.emptied(AuditWords.reason(close.reason()))))
                .orElse(List.of());
        if (removed.isEmpty() && !shut) {
            return new Outcome.NothingToDo(new AlreadySo.NobodyInside(name));
        }
        return new Outcome.Done(
                new ModerationEffect.Emptied(
                        name, before, access.rules().room(name).policy(), PeopleNames.of(removed)),
                shut ? Optional.of(new AccessCommand.SetRoomPolicy(name, before)) : Optional.empty());
    }
}
