package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What concerns the relay as a whole. */
public sealed interface RelayCommand extends OperatorCommand {

    /** Sets what the window keeps of the configuration; also while the relay is stopped. */
    record ChangeSettings(List<SettingText> settings) implements RelayCommand {
        public ChangeSettings {
            settings = List.copyOf(settings);
        }
    }

    /**
     * Lets nobody new in, and stops the relay when nobody is left.
     *
     * @param until when it stops at the latest, whoever is still there; empty to wait for the last one
     */
    record Drain(Optional<Instant> until) implements RelayCommand {}

    /** Lets people in again, and does not stop. */
    record CancelDrain() implements RelayCommand {}

    /**
     * Watches the headers of the next packets; a watch that goes on ends with it, and each ends by itself.
     *
     * @param room whose packets
     * @param participants whose alone: one connection's number, or none for everybody's
     * @param packets how many, 1 to {@value #MOST_PACKETS}
     */
    record WatchPackets(String room, List<Long> participants, int packets) implements RelayCommand {
        public static final int MOST_PACKETS = 10_000;

        public WatchPackets {
            participants = List.copyOf(participants);
            if (packets < 1 || packets > MOST_PACKETS || participants.size() > 1) {
                throw new IllegalArgumentException("One watch takes 1 to " + MOST_PACKETS
                        + " packets of a room or of one person, not " + packets + " of " + participants + ".");
            }
        }
    }

    /**
     * Gives the relay another identity; the seed before stays in a file of its own. Only while it is stopped.
     *
     * @param seed empty for a new one that nobody had
     */
    record ReplaceIdentity(Optional<SecretSeed> seed) implements RelayCommand {}
}
