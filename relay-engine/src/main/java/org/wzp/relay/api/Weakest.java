package org.wzp.relay.api;

/**
 * Who holds a room's quality down.
 *
 * @param participant {@link ParticipantStatus#id}
 * @param alias may be empty
 */
public record Weakest(long participant, String alias, String fingerprint) {}
