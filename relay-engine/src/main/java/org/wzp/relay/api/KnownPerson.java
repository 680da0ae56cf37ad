package org.wzp.relay.api;

import java.util.List;

/**
 * What the operator calls an identity, and keeps in mind of it. No client and no other relay is told.
 *
 * @param fingerprint who, for good
 * @param name printable, 40 characters at most; empty when there is only a note
 * @param note printable, 200 characters at most; may be empty
 * @param groups names of the groups they are in ({@link PeopleGroup}), in order
 */
public record KnownPerson(String fingerprint, String name, String note, List<String> groups) {
    public KnownPerson {
        groups = List.copyOf(groups);
    }

    /** In no group. */
    public KnownPerson(String fingerprint, String name, String note) {
        this(fingerprint, name, note, List.of());
    }

    /** Whether nothing is kept of them. */
    public boolean isUnknown() {
        return name.isEmpty() && note.isEmpty() && groups.isEmpty();
    }
}
