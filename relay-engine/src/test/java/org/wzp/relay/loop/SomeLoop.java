package org.wzp.relay.loop;

/** An event loop of which only the figures matter. */
public final class SomeLoop extends CallingThread {
    private final String name;
    public volatile double busyShare;
    public volatile int connections;

    public SomeLoop(String name) {
        this.name = name;
    }

    @Override
    public double busyShare() {
        return busyShare;
    }

    @Override
    public int connectionCount() {
        return connections;
    }

    @Override
    public String toString() {
        return name;
    }
}
