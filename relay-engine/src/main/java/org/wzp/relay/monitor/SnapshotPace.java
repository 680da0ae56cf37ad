package org.wzp.relay.monitor;

/**
 * Whether the next snapshot is to be made: at each turn of the engine thread while somebody reads them, else at one in
 * {@link #UNREAD_TURNS}. A daemon that nobody looks at would spend a thirtieth of its time on them (measured with 100 people).
 */
public final class SnapshotPace {
    /** One second's. */
    static final int UNREAD_TURNS = 4;

    private volatile boolean read;
    /** The engine thread's own. */
    private int turnsUnread;

    /** Any thread: somebody reads a snapshot. */
    public void read() {
        if (!read) {
            read = true;
        }
    }

    /** On the engine thread, once a turn. */
    public boolean isDue() {
        turnsUnread = read ? 0 : turnsUnread + 1;
        boolean due = turnsUnread % UNREAD_TURNS == 0;
        if (due) {
            read = false;
        }
        return due;
    }
}
