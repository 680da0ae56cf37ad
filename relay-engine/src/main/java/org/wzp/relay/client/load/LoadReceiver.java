package org.wzp.relay.client.load;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;
import org.wzp.relay.wire.MediaHeader;

/**
 * One simulated participant and what it heard. Written by its connection's loop; read by the run after that loop has
 * ended. It makes no objects for a packet, so that the load costs the relay beside it little.
 */
final class LoadReceiver implements RelayClient.Listener {
    private static final int REMEMBERED = 64;

    private final int number;
    private final int room;
    private final int position;
    private final Histogram latency = new Histogram(3);
    private final Window[] windows;
    private volatile @Nullable LoadSender sender;
    private volatile @Nullable CloseInfo ended;
    private long received;
    private long duplicated;
    private long reordered;
    private long leaked;
    private long foreign;

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

    /** @param people in the room, whose numbers follow each other in the order of their positions */
    LoadReceiver(int number, int room, int position, int people) {
        windows = new Window[people];
        Arrays.setAll(windows, place -> new Window());
        this.number = number;
        this.room = room;
        this.position = position;
    }

    void joined(LoadSender now) {
        sender = now;
    }

    LoadSender sender() {
        LoadSender now = sender;
        if (now == null) {
            throw new IllegalStateException("not joined yet");
        }
        return now;
    }

    /** What ended its connection; empty while it stands. Any thread. */
    Optional<CloseInfo> ended() {
        return Optional.ofNullable(ended);
    }

    @Override
    public void onClosed(CloseInfo info) {
        ended = info;
    }

    int number() {
        return number;
    }

    int room() {
        return room;
    }

    /** Place in the room, from 0; the first ones talk. */
    int position() {
        return position;
    }

    Tally tally() {
        return new Tally(received, duplicated, reordered, leaked, foreign);
    }

    /** One-way, µs. */
    Histogram latency() {
        return latency;
    }

    /** A packet of a room that this is not in. */
    void onForeign() {
        foreign++;
    }

    @Override
    public void onMedia(ByteBuf packet) {
        long now = System.nanoTime();
        int at = packet.readerIndex() + MediaHeader.BYTES;
        if (!MediaHeader.isValid(packet) || !LoadPacket.isOurs(packet, at)) {
            foreign++;
            return;
        }
        long sentAt = LoadPacket.nanos(packet, at);
        if (sentAt == LoadPacket.NOT_COUNTED) {
            return;
        }
        int sender = LoadPacket.sender(packet, at);
        if (LoadPacket.room(packet, at) != room || sender == number) {
            leaked++;
            return;
        }
        int place = sender - (number - position);
        if (place < 0 || place >= windows.length) {
            foreign++;
            return;
        }
        Window window = windows[place];
        int sequence = LoadPacket.sequence(packet, at);
        boolean late = sequence < window.highest;
        if (!note(window, sequence)) {
            duplicated++;
            return;
        }
        received++;
        if (late) {
            reordered++;
        }
        latency.recordValue(Math.max(1, (now - sentAt) / 1_000));
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
