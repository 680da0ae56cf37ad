package org.wzp.relay.api;

/**
 * What one participant should have got and did not.
 *
 * @param participant {@link ParticipantStatus#id}
 * @param alias may be empty
 * @param count copies, since it joined
 * @param mostly the cause of most of them
 * @param present whether it is still in the room
 */
public record Loss(
        long participant,
        String alias,
        String fingerprint,
        String room,
        long count,
        DropCause mostly,
        boolean present) {}
