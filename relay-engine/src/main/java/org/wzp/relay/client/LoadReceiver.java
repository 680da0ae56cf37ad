package org.wzp.relay.client;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.wire.MediaHeader;

/**
 * One simulated participant and what it heard. Written by its connection's loop; read by the run after everything has
 * settled and the connections are closed.
 */
final class LoadReceiver implements RelayClient.Listener {
    private static final int REMEMBERED = 64;

    private final int number;
    private final int room;
    private final int seat;
    private final Histogram latency = new Histogram(3);
    private final Map<Integer, Window> windows = new HashMap<>();
    private volatile @Nullable RelayClient client;
    private volatile Tally tally = Tally.NONE;

    /** The highest sequence number heard from one sender, and which of the 64 up to it. */
    private static final class Window {
        int highest;
        long seen;
    }

    /**
     * @param received fresh packets from the own room
     * @param leaked packets of another room, or one's own; must be 0
     * @param foreign packets that no load run sent
     */
    record Tally(long received, long duplicated, long reordered, long leaked, long foreign) {
        static final Tally NONE = new Tally(0, 0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    received + other.received,
                    duplicated + other.duplicated,
                    reordered + other.reordered,
                    leaked + other.leaked,
                    foreign + other.foreign);
        }
    }

    LoadReceiver(int number, int room, int seat) {
        this.number = number;
        this.room = room;
        this.seat = seat;
    }

    void joined(RelayClient now) {
        client = now;
    }

    RelayClient client() {
        RelayClient now = client;
        if (now == null) {
            throw new IllegalStateException("not joined yet");
        }
        return now;
    }

    int number() {
        return number;
    }

    int room() {
        return room;
    }

    /** Place in the room, from 0; the first ones talk. */
    int seat() {
        return seat;
    }

    Tally tally() {
        return tally;
    }

    /** One-way, µs. */
    Histogram latency() {
        return latency;
    }

    @Override
    public void onMedia(ByteBuf packet) {
        long now = System.nanoTime();
        int at = packet.readerIndex() + MediaHeader.BYTES;
        if (!MediaHeader.isValid(packet) || !LoadPacket.isOurs(packet, at)) {
            tally = tally.plus(new Tally(0, 0, 0, 0, 1));
            return;
        }
        long sentAt = LoadPacket.nanos(packet, at);
        if (sentAt == LoadPacket.NOT_COUNTED) {
            return;
        }
        int sender = LoadPacket.sender(packet, at);
        if (LoadPacket.room(packet, at) != room || sender == number) {
            tally = tally.plus(new Tally(0, 0, 0, 1, 0));
            return;
        }
        Window window = windows.computeIfAbsent(sender, key -> new Window());
        int sequence = LoadPacket.sequence(packet, at);
        boolean late = sequence < window.highest;
        boolean fresh = note(window, sequence);
        tally = tally.plus(new Tally(fresh ? 1 : 0, fresh ? 0 : 1, late && fresh ? 1 : 0, 0, 0));
        if (fresh) {
            latency.recordValue(Math.max(1, (now - sentAt) / 1_000));
        }
    }

    private static boolean note(Window window, int sequence) {
        int ahead = sequence - window.highest;
        if (ahead > 0) {
            window.seen = ahead >= REMEMBERED ? 0 : window.seen << ahead;
            window.seen |= 1;
            window.highest = sequence;
            return true;
        }
        if (-ahead >= REMEMBERED) {
            return true;
        }
        long bit = 1L << -ahead;
        boolean fresh = (window.seen & bit) == 0;
        window.seen |= bit;
        return fresh;
    }
}
