package org.wzp.relay.media;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.wire.QualityReport;

/**
 * One packet from datagram to outboxes, without the network: what the room costs. Run with {@code -prof gc} to see the
 * bytes per packet; the command is in the module's README.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MediaForwarderBenchmark {
    @Param({"5", "100"})
    private int members;

    private MediaForwarder fanOut = new MediaForwarder(System::nanoTime);
    private Participant sender = new People().stranger(new CountingEgress());
    private ByteBuf plain = Packets.plain(1);
    private ByteBuf withReport = Packets.withReport(1, new QualityReport(7, 30, 10, 200));

    /** A room of that many, one of them sending. */
    @Setup
    public void fillRoom() {
        RoomDirectory directory =
                new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});
        People people = new People();
        sender = people.stranger(new CountingEgress());
        enter(directory, sender);
        for (int i = 1; i < members; i++) {
            enter(directory, people.stranger(new CountingEgress()));
        }
    }

    private static void enter(RoomDirectory directory, Participant participant) {
        if (directory.join("hall", participant, People.OPEN) instanceof RoomDirectory.JoinOutcome.Refused) {
            throw new IllegalStateException("an open room refused somebody");
        }
    }

    @Benchmark
    public void plainPacket() {
        fanOut.fromParticipant(sender, plain);
    }

    @Benchmark
    public void packetWithReport() {
        fanOut.fromParticipant(sender, withReport);
    }
}
