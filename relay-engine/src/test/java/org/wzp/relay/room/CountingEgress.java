package org.wzp.relay.room;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.loop.CallingThread;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.wire.SignalMessage;

/**
 * A connection without a network: counts copies, keeps signals and endings. Tasks run at once in the calling thread, or,
 * when {@link #holdTasks} was called, when the test says so.
 */
public final class CountingEgress extends SilentEgress {
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();
    private final List<Runnable> held = new ArrayList<>();
    private volatile boolean holding;
    public final List<SignalMessage.RoomUpdate> rosters = new CopyOnWriteArrayList<>();
    public final List<SignalMessage.QualityDirective> directives = new CopyOnWriteArrayList<>();
    public final List<LeaveReason> endings = new CopyOnWriteArrayList<>();

    public CountingEgress() {
        this(CallingThread.LOOP);
    }

    public CountingEgress(EventLoop loop) {
        super(loop);
    }

    /** From now on tasks wait for {@link #runTasks}. For tests of one thread. */
    public void holdTasks() {
        holding = true;
    }

    public void runTasks() {
        List<Runnable> due = List.copyOf(held);
        held.clear();
        due.forEach(Runnable::run);
    }

    public int heldTasks() {
        return held.size();
    }

    @Override
    public void send(ByteBuf packet) {
        sent.setPlain(sent.getPlain() + 1);
        sentBytes.setPlain(sentBytes.getPlain() + packet.readableBytes());
    }

    @Override
    public void lost() {
        lost.incrementAndGet();
    }

    @Override
    public void execute(Runnable task) {
        if (holding) {
            held.add(task);
        } else {
            task.run();
        }
    }

    @Override
    public void roster(SignalMessage.RoomUpdate roster) {
        rosters.add(roster);
    }

    @Override
    public void directive(SignalMessage.QualityDirective directive) {
        directives.add(directive);
    }

    @Override
    public void close(LeaveReason why, String words) {
        endings.add(why);
    }

    @Override
    public long sent() {
        return sent.get();
    }

    @Override
    public long sentBytes() {
        return sentBytes.get();
    }

    @Override
    public long dropped() {
        return lost.get();
    }
}
