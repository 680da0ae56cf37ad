package org.wzp.relay.access;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.api.RuleChange;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Names;

/**
 * The operator's own names, notes and groups for identities, in a section of {@code console.toml} of its own. Anybody reads, without
 * a lock; a change is written to the disk first and waits for it: never call it on an event loop.
 */
public final class AddressBook {
    private static final String TABLE = "people";
    private static final List<String> KEYS = List.of("identity", "name", "note", "groups");

    static final StateFile.Section SECTION = new StateFile.Section(List.of(TABLE), false);

    private final StateFile file;
    private final NamedLock lock;
    private volatile AccessList.Witness witness = change -> {};
    private volatile Contents now;

    /** @param shown by fingerprint, for snapshots */
    private record Contents(Map<String, KnownPerson> people, List<KnownPerson> shown) {
        Contents(Map<String, KnownPerson> people) {
            this(Map.copyOf(people), List.copyOf(new TreeMap<>(people).values()));
        }
    }

    private AddressBook(StateFile file, NamedLock lock, Map<String, KnownPerson> people) {
        this.file = file;
        this.lock = lock;
        this.now = new Contents(people);
    }

    /** @throws AccessException with a sentence for the operator, if the section is of no use; it is never replaced then */
    public static AddressBook open(StateFile file, NamedLock lock) throws AccessException {
        return new AddressBook(
                file,
                lock,
                TomlSection.read(
                        file,
                        SECTION,
                        () -> StateFile.read(file.atomicFile(), SECTION),
                        List.of(TABLE),
                        AddressBook::people,
                        Map.of()));
    }

    private static Map<String, KnownPerson> people(TomlSection.Entry whole) {
        Map<String, KnownPerson> people = new TreeMap<>();
        for (TomlSection.Entry entry : whole.tables(TABLE, KEYS)) {
            KnownPerson person = harmless(new KnownPerson(
                    Fingerprint.canonical(entry.required("identity")),
                    entry.optional("name").orElse(""),
                    entry.optional("note").orElse(""),
                    entry.groups("groups")));
            if (people.put(person.fingerprint(), person) != null) {
                throw entry.bad("identity", new Misfit.Again(person.fingerprint()));
            }
        }
        return people;
    }

    private static KnownPerson harmless(KnownPerson typed) {
        return new KnownPerson(
                typed.fingerprint(),
                Names.alias(typed.name()),
                Cut.REASON.of(typed.note().strip()),
                typed.groups());
    }

    /** Who hears of each change before it is made, and can keep it from being made. */
    public void witness(AccessList.Witness next) {
        witness = next;
    }

    /** What the operator calls this identity; empty when nothing. */
    public String name(String fingerprint) {
        KnownPerson person = now.people.get(fingerprint);
        return person == null ? "" : person.name();
    }

    /** Names of the groups that the operator put this identity in. */
    public List<String> groups(String fingerprint) {
        KnownPerson person = now.people.get(fingerprint);
        return person == null ? List.of() : person.groups();
    }

    /** The rules and bans with the people of this book; its lists are the same objects until something changes. */
    public AccessStatus beside(AccessStatus rules) {
        return new AccessStatus(rules.rules(), rules.bans(), now.shown);
    }

    /**
     * Puts a name, a note and groups in place of those before; with none of them, nothing is kept of that identity.
     *
     * @return empty when it is so already
     * @throws NotWrittenException and nothing has changed
     */
    public Optional<RuleChange.PersonNamed> name(KnownPerson typed) throws NotWrittenException {
        KnownPerson after = harmless(typed);
        lock.lock();
        try {
            Map<String, KnownPerson> next = new TreeMap<>(now.people);
            KnownPerson before = Optional.ofNullable(
                            after.isUnknown() ? next.remove(after.fingerprint()) : next.put(after.fingerprint(), after))
                    .orElse(new KnownPerson(after.fingerprint(), "", ""));
            if (before.equals(after)) {
                return Optional.empty();
            }
            RuleChange.PersonNamed change = new RuleChange.PersonNamed(before, after);
            witness.changing(change);
            file.write(SECTION, written(next));
            now = new Contents(next);
            return Optional.of(change);
        } catch (IOException e) {
            throw new NotWrittenException(file.path().toString(), e);
        } finally {
            lock.unlock();
        }
    }

    private static String written(Map<String, KnownPerson> people) {
        StringBuilder out = new StringBuilder();
        for (KnownPerson person : people.values()) {
            out.append("[[" + TABLE + "]]\n");
            RulesFile.field(out, "identity", person.fingerprint());
            RulesFile.field(out, "name", person.name());
            RulesFile.field(out, "note", person.note());
            if (!person.groups().isEmpty()) {
                RulesFile.field(out, "groups", person.groups());
            }
            out.append('\n');
        }
        return out.toString();
    }
}
