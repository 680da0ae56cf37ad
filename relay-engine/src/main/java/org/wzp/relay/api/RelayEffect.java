package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a {@link RelayCommand} did. */
public sealed interface RelayEffect extends Effect {

    record SettingsChanged(List<SettingChange> changes) implements RelayEffect {
        public SettingsChanged {
            changes = List.copyOf(changes);
        }
    }

    /** @param inside people who are still there */
    record Draining(DrainStatus drain, int inside) implements RelayEffect {}

    record DrainCancelled(DrainStatus before) implements RelayEffect {}

    /**
     * @param person whose alone; empty for everybody's in the room
     * @param until when it ends at the latest
     */
    record Watching(String room, Optional<Person> person, int packets, Instant until) implements RelayEffect {}

    /**
     * @param before fingerprint; empty where the file was of no use
     * @param after fingerprint
     * @param keptIn the file that the seed before is in; empty where there was none
     */
    record IdentityReplaced(Optional<String> before, String after, Optional<String> keptIn) implements RelayEffect {}
}
