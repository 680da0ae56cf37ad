package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.List;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/**
 * As many people of a list as fit into one signal. What other relays tell is as long as they like, and gets longer by labels on
 * its way: a signal that is too long ends the link or the client that it goes to, again and again.
 */
final class FittingPeople {
    /** No entry that this relay makes is longer: two texts of 128 characters and a label, each character escaped, bytes. */
    private static final int LONGEST_ENTRY_BYTES = 2_560;

    private FittingPeople() {}

    /** The first ones; the list itself if all fit. */
    static List<RosterEntry> of(List<RosterEntry> people, int mostBytes) {
        if ((long) people.size() * LONGEST_ENTRY_BYTES <= mostBytes) {
            return people;
        }
        List<RosterEntry> fitting = new ArrayList<>();
        int bytes = 0;
        for (RosterEntry entry : people) {
            // with what is around a list of one, so a little more than it adds
            bytes += SignalCodec.encode(new SignalMessage.RoomUpdate(1, List.of(entry))).length;
            if (bytes > mostBytes) {
                return List.copyOf(fitting);
            }
            fitting.add(entry);
        }
        return people;
    }
}
