package org.wzp.console.shell;

/** The desktop's place for programs that run without a window. May block; not for the window's thread. */
public interface Tray {
    /** What the relay's icon there can do; called on any thread. */
    record Entry(Runnable open, Runnable quit) {}

    /** Puts the relay's icon there. Returns whether there is such a place and it is in it now. */
    boolean enter(Entry entry);

    /** Tells something beside the icon, if it is there. */
    void say(String text);

    /** Takes the icon away, if it is there. */
    void leave();
}
