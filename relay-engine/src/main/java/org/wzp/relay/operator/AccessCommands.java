package org.wzp.relay.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.AddressBook;
import org.wzp.relay.access.Rules;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.AccessEffect;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.RuleChange;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.text.Named;
import org.wzp.relay.wire.RoomPattern;

/** Who may join a room, and what the operator calls people. */
final class AccessCommands implements CommandHandler<AccessCommand> {
    private final RoomDirectory rooms;
    private final AccessList access;
    private final AddressBook book;
    private final TypedNames typed;
    private final PeopleNames names;

    AccessCommands(RoomDirectory rooms, AccessList access, AddressBook book, TypedNames typed, PeopleNames names) {
        this.book = book;
        this.rooms = rooms;
        this.access = access;
        this.typed = typed;
        this.names = names;
    }

    @Override
    public Outcome run(String actor, AccessCommand command) throws NotWrittenException {
        return switch (command) {
            case AccessCommand.SetRoomPolicy set -> setPolicy(set);
            case AccessCommand.AllowInRoom allow -> allow(allow);
            case AccessCommand.RemoveFromRoom remove -> remove(remove);
            case AccessCommand.LockRoom lock -> lock(lock);
            case AccessCommand.SetRoomRule set -> set(set);
            case AccessCommand.DropRoomRule drop -> drop(drop);
            case AccessCommand.RestoreRoom restore -> restore(restore);
            case AccessCommand.NamePerson name -> name(name);
        };
    }

    @Override
    public Named named(AccessCommand command) {
        return switch (command) {
            case AccessCommand.AllowInRoom allow -> Named.of(people(List.of(allow.fingerprint())));
            case AccessCommand.RemoveFromRoom remove -> Named.of(people(List.of(remove.fingerprint())));
            case AccessCommand.LockRoom lock -> Named.of(people(lock.fingerprints()));
            case AccessCommand.NamePerson name -> Named.of(people(List.of(name.fingerprint())));
            case AccessCommand.SetRoomPolicy set -> Named.NOBODY;
            case AccessCommand.SetRoomRule set -> Named.NOBODY;
            case AccessCommand.DropRoomRule drop -> Named.NOBODY;
            case AccessCommand.RestoreRoom restore -> Named.NOBODY;
        };
    }

    /** Also those of which no identity can be made, as they were typed. */
    private List<Person> people(List<String> fingerprints) {
        return fingerprints.stream()
                .map(text -> typed.known(text).orElse(text))
                .distinct()
                .map(names::of)
                .toList();
    }

    static boolean workWhileStopped(AccessCommand command) {
        return switch (command) {
            case AccessCommand.SetRoomPolicy set -> true;
            case AccessCommand.AllowInRoom allow -> true;
            case AccessCommand.RemoveFromRoom remove -> true;
            case AccessCommand.LockRoom lock -> true;
            case AccessCommand.SetRoomRule set -> true;
            case AccessCommand.DropRoomRule drop -> true;
            case AccessCommand.RestoreRoom restore -> true;
            case AccessCommand.NamePerson name -> true;
        };
    }

    /** Who is in the room, or in the rooms for which the pattern's rule decides. */
    private List<Participant> inside(String scope) {
        if (!RoomPattern.isPattern(scope)) {
            return rooms.find(scope).stream().flatMap(AccessCommands::members).toList();
        }
        Rules rules = access.rules();
        return rooms.rooms().stream()
                .filter(room -> rules.deciding(room.name()).room().equals(scope))
                .flatMap(AccessCommands::members)
                .toList();
    }

    private static Stream<Participant> members(Room room) {
        return Stream.of(room.membership().members());
    }

    private Outcome setPolicy(AccessCommand.SetRoomPolicy set) throws NotWrittenException {
        String room = typed.scope(set.room());
        return access.setPolicy(room, set.policy())
                .<Outcome>map(change -> new Outcome.Done(
                        new AccessEffect.PolicySet(change, inside(room).size()),
                        new AccessCommand.SetRoomPolicy(room, change.before().policy())))
                .orElseGet(() -> new Outcome.NothingToDo(new AlreadySo.HasPolicy(room, set.policy())));
    }

    private Outcome allow(AccessCommand.AllowInRoom allow) throws NotWrittenException {
        String room = typed.scope(allow.room());
        String fingerprint = typed.member(allow.fingerprint());
        Person person = names.of(fingerprint);
        return access.allow(room, fingerprint)
                .<Outcome>map(change -> new Outcome.Done(
                        new AccessEffect.Allowed(change, person, isInside(room, fingerprint)),
                        new AccessCommand.RemoveFromRoom(room, fingerprint)))
                .orElseGet(() -> new Outcome.NothingToDo(new AlreadySo.OnList(room, person)));
    }

    private boolean isInside(String room, String fingerprint) {
        return inside(room).stream().anyMatch(person -> isMeant(fingerprint, person));
    }

    private boolean isMeant(String entry, Participant person) {
        return PeopleGroup.isMeant(entry)
                ? book.groups(person.fingerprint()).stream()
                        .map(PeopleGroup::entry)
                        .anyMatch(entry::equals)
                : person.fingerprint().equals(entry);
    }

    private boolean lets(RoomRule rule, Participant person) {
        return rule.lets(person.fingerprint(), book.groups(person.fingerprint()));
    }

    private Outcome remove(AccessCommand.RemoveFromRoom remove) throws NotWrittenException {
        String room = typed.scope(remove.room());
        String fingerprint = typed.member(remove.fingerprint());
        Person person = names.of(fingerprint);
        return access.disallow(room, fingerprint)
                .<Outcome>map(change -> new Outcome.Done(
                        new AccessEffect.Disallowed(
                                change,
                                person,
                                change.after().policy() == RoomPolicy.ALLOW_LIST
                                        && disconnect(change.after(), fingerprint)),
                        new AccessCommand.AllowInRoom(room, fingerprint)))
                .orElseGet(() -> new Outcome.NothingToDo(new AlreadySo.NotOnList(room, person)));
    }

    /** Whoever was let in by an entry of the list that is off it now; not those whom another entry lets in. */
    private boolean disconnect(RoomRule rule, String entry) {
        boolean any = false;
        for (Participant person : inside(rule.room())) {
            if (isMeant(entry, person) && !lets(rule, person)) {
                names.remember(person);
                any |= rooms.remove(person, LeaveReason.NOT_ALLOWED, "taken off this room's allow-list");
            }
        }
        return any;
    }

    private Outcome lock(AccessCommand.LockRoom lock) throws NotWrittenException {
        String room = typed.room(lock.room());
        List<String> allowed =
                lock.fingerprints().stream().map(typed::identity).distinct().toList();
        if (allowed.isEmpty()) {
            return new Outcome.Refused(new Objection.NobodyToLockTo(room));
        }
        List<Person> who = allowed.stream().map(names::of).toList();
        return access.setRule(new RoomRule(room, RoomPolicy.ALLOW_LIST, allowed))
                .<Outcome>map(change -> new Outcome.Done(
                        new AccessEffect.Locked(change, who, others(room, allowed)),
                        new AccessCommand.RestoreRoom(change.before())))
                .orElseGet(() -> new Outcome.NothingToDo(new AlreadySo.Locked(room, who)));
    }

    private List<Person> others(String room, List<String> allowed) {
        return inside(room).stream()
                .filter(person -> !allowed.contains(person.fingerprint()))
                .map(PeopleNames::of)
                .toList();
    }

    private Outcome name(AccessCommand.NamePerson wanted) throws NotWrittenException {
        String fingerprint = typed.identity(wanted.fingerprint());
        List<String> groups =
                wanted.groups().stream().map(typed::group).distinct().sorted().toList();
        return book.name(new KnownPerson(fingerprint, wanted.name(), wanted.note(), groups))
                .<Outcome>map(change -> new Outcome.Done(
                        new AccessEffect.Named(change, names.ownAlias(fingerprint)),
                        new AccessCommand.NamePerson(
                                fingerprint,
                                change.before().name(),
                                change.before().note(),
                                change.before().groups())))
                .orElseGet(() -> new Outcome.NothingToDo(new AlreadySo.HasName(names.of(fingerprint))));
    }

    private RoomRule canonical(RoomRule rule) {
        return new RoomRule(
                typed.scope(rule.room()),
                rule.policy(),
                rule.allowed().stream().map(typed::member).distinct().toList());
    }

    private Outcome set(AccessCommand.SetRoomRule set) throws NotWrittenException {
        RoomRule wanted = canonical(set.rule());
        Optional<RuleChange.RuleReplaced> change = access.setRule(wanted);
        List<Person> out = set.putOut() ? putOut(wanted) : List.of();
        if (change.isEmpty() && out.isEmpty()) {
            return new Outcome.NothingToDo(new AlreadySo.HasRule(wanted));
        }
        RuleChange.RuleReplaced made = change.orElse(new RuleChange.RuleReplaced(wanted, wanted));
        return new Outcome.Done(
                new AccessEffect.RuleSet(made, inside(wanted.room()).size(), out),
                new AccessCommand.RestoreRoom(made.before()));
    }

    /** Disconnects those inside whom the rule doesn't let join. */
    private List<Person> putOut(RoomRule rule) {
        String why =
                rule.policy() == RoomPolicy.CLOSED ? "nobody new can join this room" : "not on this room's allow-list";
        List<Person> out = new ArrayList<>();
        for (Participant person : inside(rule.room())) {
            if (!lets(rule, person)) {
                names.remember(person);
                if (rooms.remove(person, LeaveReason.NOT_ALLOWED, why)) {
                    out.add(PeopleNames.of(person));
                }
            }
        }
        return out;
    }

    private Outcome drop(AccessCommand.DropRoomRule drop) throws NotWrittenException {
        String scope = typed.scope(drop.room());
        return access.dropRule(scope)
                .<Outcome>map(change -> new Outcome.Done(
                        new AccessEffect.RuleSet(change, inside(scope).size(), List.of()),
                        new AccessCommand.RestoreRoom(change.before())))
                .orElseGet(() -> new Outcome.NothingToDo(
                        new AlreadySo.HasRule(access.rules().room(scope))));
    }

    private Outcome restore(AccessCommand.RestoreRoom restore) throws NotWrittenException {
        RoomRule wanted = canonical(restore.rule());
        return access.setRule(wanted)
                .<Outcome>map(change -> new Outcome.Done(
                        new AccessEffect.Restored(change, inside(wanted.room()).size()),
                        new AccessCommand.RestoreRoom(change.before())))
                .orElseGet(() -> new Outcome.NothingToDo(new AlreadySo.HasRule(wanted)));
    }
}
