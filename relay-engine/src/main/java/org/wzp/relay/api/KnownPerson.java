package org.wzp.relay.api;

/**
 * What the operator calls an identity, and keeps in mind of it. No client and no other relay is told.
 *
 * @param fingerprint who, for good
 * @param name printable, 40 characters at most; empty when there is only a note
 * @param note printable, 200 characters at most; may be empty
 */
public record KnownPerson(String fingerprint, String name, String note) {
    /** Whether nothing is kept of them. */
    public boolean isUnknown() {
        return name.isEmpty() && note.isEmpty();
    }
}
