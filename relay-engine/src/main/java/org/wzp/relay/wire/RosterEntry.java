package org.wzp.relay.wire;

import org.jspecify.annotations.Nullable;

/**
 * One participant as rosters show it (wire specification 7.2).
 *
 * @param fingerprint identity fingerprint, empty when unknown
 * @param alias display name the client gave
 * @param relayLabel null for a participant of the relay that reports it, else the label of the relay it is on
 */
public record RosterEntry(
        String fingerprint,
        @Nullable String alias,
        @Nullable String relayLabel) {}
