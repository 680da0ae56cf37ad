package org.wzp.relay.api;

/** What the operator is led to. */
public sealed interface Subject {
    /** The canonical room name. */
    String room();

    /** A room. */
    record Room(String room) implements Subject {}

    /**
     * Somebody in a room.
     *
     * @param id participant number, as in {@link ParticipantStatus#id}
     * @param name as people read it, harmless and short
     */
    record Person(String room, long id, String name) implements Subject {}
}
