package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.wire.RosterEntry;

/**
 * As many people as fit into one signal, of several lists one after the other, each person once. What other relays tell is as long as
 * they like, and gets longer by labels on its way: a signal that is too long ends the link or the client that it goes to, again
 * and again. It is full with the first one that doesn't fit, so whoever puts many lists together can stop there.
 */
final class FittingPeople {
    /** Names of fields, quotation marks and brackets around one person, and as much again. */
    private static final int ENTRY_BYTES = 96;
    /** A control character as JSON has it, the longest there is. */
    private static final int ESCAPED_BYTES = 6;

    private static final int ASCII = 0x80;
    private static final int BYTES_BEYOND_ASCII = 3;

    private final int mostBytes;
    private final List<RosterEntry> people = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int bytes;
    private boolean full;

    /** @param mostBytes of a list in a signal */
    FittingPeople(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** The first ones of them; those without a fingerprint are all different. */
    static List<RosterEntry> of(List<RosterEntry> people, int mostBytes) {
        return new FittingPeople(mostBytes).add(people).people();
    }

    /** Adds those who are not in it yet. */
    FittingPeople add(List<RosterEntry> more) {
        for (RosterEntry entry : more) {
            if (full) {
                break;
            }
            if (entry.fingerprint().isEmpty() || seen.add(entry.fingerprint())) {
                bytes += bytesOf(entry);
                full = bytes > mostBytes;
                if (!full) {
                    people.add(entry);
                }
            }
        }
        return this;
    }

    boolean isFull() {
        return full;
    }

    List<RosterEntry> people() {
        return List.copyOf(people);
    }

    /** What they take in a signal at most. */
    static int bytesOf(List<RosterEntry> people) {
        return people.stream().mapToInt(FittingPeople::bytesOf).sum();
    }

    private static int bytesOf(RosterEntry entry) {
        return ENTRY_BYTES + bytesOf(entry.fingerprint()) + bytesOf(entry.alias()) + bytesOf(entry.relayLabel());
    }

    private static int bytesOf(@Nullable String text) {
        int bytes = 0;
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c >= ASCII ? BYTES_BEYOND_ASCII : c < ' ' ? ESCAPED_BYTES : c == '"' || c == '\\' ? 2 : 1;
        }
        return bytes;
    }
}
