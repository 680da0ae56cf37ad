package org.wzp.relay.api;

/**
 * Somebody that a command met.
 *
 * @param fingerprint who, for good
 * @param alias what they were called when they were last seen, printable and cut; empty when that is not known
 */
public record Person(String fingerprint, String alias) {}
