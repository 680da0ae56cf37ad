package org.wzp.relay.loop;

/** An event loop without a thread of its own: what is asked of it happens at once, in the thread that asks. */
public class CallingThread implements EventLoop {
    /** The one that nearly every test means. */
    public static final CallingThread LOOP = new CallingThread();

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public boolean inLoop() {
        return true;
    }
}
