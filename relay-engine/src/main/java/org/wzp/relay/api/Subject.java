package org.wzp.relay.api;

/** What something is about, and what the operator is led to. */
public sealed interface Subject {

    /** The relay as a whole. */
    record Relay() implements Subject {}

    /** The configuration, and what is odd about it. */
    record Configuration() implements Subject {}

    /** @param key of the setting that has to be changed, such as {@code listen_addr} */
    record Setting(String key) implements Subject {}

    /** How many may be in it, and who found no place. */
    record Places() implements Subject {}

    /** All rooms. */
    record Rooms() implements Subject {}

    /** @param room the canonical name */
    record Room(String room) implements Subject {}

    /**
     * Somebody in a room.
     *
     * @param room the canonical name
     * @param id participant number, as in {@link ParticipantStatus#id}
     * @param name as people read it, harmless and short
     */
    record Person(String room, long id, String name) implements Subject {}

    /** The access rules and the bans. */
    record AccessRules() implements Subject {}

    /** Links to other relays and the rooms that span them. */
    record Federation() implements Subject {}

    /**
     * Another relay: one that is linked, ought to be, or wants to be.
     *
     * @param fingerprint of its certificate, 64 lower-case hex digits
     * @param name as people read it, harmless and short
     */
    record OtherRelay(String fingerprint, String name) implements Subject {}

    /** The relay's threads, and where they wait. */
    record Threads() implements Subject {}
}
