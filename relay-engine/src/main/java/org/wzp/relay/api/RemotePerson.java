package org.wzp.relay.api;

/**
 * Somebody in a global room on another relay, as that relay tells.
 *
 * @param alias the display name, printable and cut; empty when none
 * @param fingerprint identity fingerprint; empty when unknown
 * @param relay label of the relay, printable
 */
public record RemotePerson(String alias, String fingerprint, String relay) {}
