package org.wzp.relay.room;

/**
 * What a room has on other relays: the way there, and who is there. One for each global name; it outlives the rooms of that
 * name, so a room that comes again finds it. Written by the federation's thread, read by loops; both values are immutable and
 * published by themselves.
 */
public final class RemoteSide {
    /** Of rooms that are this relay's alone. */
    public static final RemoteSide NONE = new RemoteSide();

    private volatile Uplinks uplinks = Uplinks.NONE;
    private volatile RemoteRoster roster = RemoteRoster.EMPTY;
    private volatile Runnable changedHere = () -> {};

    public Uplinks uplinks() {
        return uplinks;
    }

    public RemoteRoster roster() {
        return roster;
    }

    public void uplinks(Uplinks next) {
        uplinks = next;
    }

    public void roster(RemoteRoster next) {
        roster = next;
    }

    /** @param told each time that somebody has come or left here; by any thread, and must not wait */
    public void whenChangedHere(Runnable told) {
        changedHere = told;
    }

    /** Somebody has come or left here. Any thread. */
    void changedHere() {
        changedHere.run();
    }
}
