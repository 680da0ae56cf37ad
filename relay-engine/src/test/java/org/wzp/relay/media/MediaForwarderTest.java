package org.wzp.relay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wzp.relay.room.People.OPEN;
import static org.wzp.relay.room.People.egressOf;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.WatchedPacket;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.loop.CallingThread;
import org.wzp.relay.quality.QualitySlot;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Egress;
import org.wzp.relay.room.LoopMembers;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.RoomCosts;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.room.SilentEgress;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;
import org.wzp.relay.wire.QualityReport;

@Timeout(600)
class MediaForwarderTest {
    private static final long MILLI = 1_000_000L;

    private final LockLedger ledger = LockLedger.system();
    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, ledger, new RoomDirectory.Listener() {});
    private final People people = new People();
    private long now = 1_000 * MILLI;
    private final MediaForwarder fanOut = new MediaForwarder(() -> now);

    @AfterEach
    void violationsCountAgainOnly() {
        HotPathGuard.failOnViolation(false);
    }

    @Test
    void everybodyButTheSenderGetsThePacketUnchanged() {
        Participant anna = join(new CountingEgress());
        Participant ben = join(new CountingEgress());
        KeepingEgress keeping = new KeepingEgress();
        join(keeping);
        ByteBuf packet = Packets.plain(7);
        // two bits that mean nothing on the wire stay as they came
        packet.setByte(1, packet.getByte(1) | 0x03);
        fanOut.fromParticipant(anna, packet);
        assertThat(egressOf(anna).sent()).as("no echo").isZero();
        assertThat(egressOf(ben).sent()).isEqualTo(1);
        assertThat(keeping.packets).containsExactly(Unpooled.copiedBuffer(packet));
        assertThat(packet.readerIndex()).as("not consumed").isZero();
        assertThat(packet.refCnt()).as("not kept").isEqualTo(1);
        assertThat(anna.packetsIn()).isEqualTo(1);
        assertThat(anna.bytesIn()).isEqualTo(MediaHeader.BYTES + Packets.PAYLOAD_BYTES);
        assertThat(anna.codecCode()).isEqualTo(CodecId.OPUS_24K.code());
        assertThat(anna.lastPacketNanos()).isEqualTo(now);
    }

    @Test
    void otherRoomsHearNothing() {
        Participant anna = join(new CountingEgress());
        Participant elsewhere = people.stranger(new CountingEgress());
        var _ = directory.join("kitchen", elsewhere, OPEN);
        fanOut.fromParticipant(anna, Packets.plain(1));
        assertThat(egressOf(elsewhere).sent()).isZero();
    }

    @Test
    void whoHasLeftGetsNothingAndWhoComesLaterOnlyWhatFollows() {
        Participant anna = join(new CountingEgress());
        Participant ben = join(new CountingEgress());
        fanOut.fromParticipant(anna, Packets.plain(1));
        assertThat(directory.remove(ben, LeaveReason.LEFT)).isTrue();
        Participant cleo = join(new CountingEgress());
        fanOut.fromParticipant(anna, Packets.plain(2));
        fanOut.fromParticipant(anna, Packets.plain(3));
        assertThat(egressOf(ben).sent()).isEqualTo(1);
        assertThat(egressOf(cleo).sent()).isEqualTo(2);
    }

    /** The connection's last packets may arrive after a kick; nobody in the room may hear them any more. */
    @Test
    void whoWasPutOutIsNotHeardAnyMore() {
        Participant anna = join(new CountingEgress());
        Participant ben = join(new CountingEgress());
        assertThat(directory.remove(anna, LeaveReason.KICKED)).isTrue();
        fanOut.fromParticipant(anna, Packets.plain(1));
        assertThat(egressOf(ben).sent()).isZero();
    }

    @Test
    void theReportAtTheEndGoesIntoTheSendersSlot() {
        Participant anna = join(new CountingEgress());
        QualityReport report = new QualityReport(7, 30, 10, 200);
        fanOut.fromParticipant(anna, Packets.plain(1));
        assertThat(QualitySlot.counter(anna.quality().load())).isZero();
        fanOut.fromParticipant(anna, Packets.withReport(2, report));
        long word = anna.quality().load();
        assertThat(QualitySlot.counter(word)).isEqualTo(1);
        assertThat(QualitySlot.report(word)).isEqualTo(report);
    }

    @Test
    void whatIsNoMediaPacketIsCountedAndGoesNowhere() {
        Participant anna = join(new CountingEgress());
        Participant ben = join(new CountingEgress());
        ByteBuf unknownCodec = Packets.plain(1);
        unknownCodec.setByte(0, 9 << 2);
        fanOut.fromParticipant(anna, Unpooled.EMPTY_BUFFER);
        fanOut.fromParticipant(anna, Packets.plain(1).slice(0, MediaHeader.BYTES - 1));
        fanOut.fromParticipant(anna, unknownCodec);
        fanOut.fromParticipant(
                anna, Packets.withReport(1, QualityReport.ofPacked(0)).slice(0, MediaHeader.BYTES + 3));
        assertThat(fanOut.malformed()).isEqualTo(4);
        assertThat(anna.packetsIn()).isZero();
        assertThat(egressOf(ben).sent()).isZero();
    }

    @Test
    void aSilenceOfMoreThan200MillisecondsIsAGap() {
        Participant anna = join(new CountingEgress());
        fanOut.fromParticipant(anna, Packets.plain(1));
        now += 200 * MILLI;
        fanOut.fromParticipant(anna, Packets.plain(2));
        assertThat(fanOut.gaps()).isZero();
        now += 200 * MILLI + 1;
        fanOut.fromParticipant(anna, Packets.plain(3));
        assertThat(fanOut.gaps()).isEqualTo(1);
    }

    @Test
    void aFanOutOfMoreThan50MillisecondsIsSlow() {
        Participant anna = join(new CountingEgress());
        join(new PausingEgress(50 * MILLI));
        fanOut.fromParticipant(anna, Packets.plain(1));
        assertThat(fanOut.slow()).isZero();
        join(new PausingEgress(1));
        fanOut.fromParticipant(anna, Packets.plain(2));
        assertThat(fanOut.slow()).isEqualTo(1);
        assertThat(fanOut.longestNanos()).isEqualTo(50 * MILLI + 1);
    }

    @Test
    void aRoomCountsWhatItsFanOutTookTheSlowestPacketAndTheLargestGapThatIsNoSilence() {
        Participant anna = join(new CountingEgress());
        join(new PausingEgress(3 * MILLI));
        RoomCosts costs = costsOf(anna);
        assertThat(costs.largestGapNanos()).isZero();
        fanOut.fromParticipant(anna, Packets.plain(1));
        now += 20 * MILLI;
        join(new PausingEgress(4 * MILLI));
        fanOut.fromParticipant(anna, Packets.plain(2));
        now += 90 * MILLI;
        fanOut.fromParticipant(anna, Packets.plain(3));
        now += RoomCosts.SILENCE_NANOS + 1;
        fanOut.fromParticipant(anna, Packets.plain(4));
        assertThat(costs.packets()).isEqualTo(4);
        assertThat(costs.nanos()).isEqualTo((3 + 7 + 7 + 7) * MILLI);
        assertThat(costs.slowestNanos()).isEqualTo(7 * MILLI);
        assertThat(costs.largestGapNanos())
                .as("from one packet's coming to the next one's")
                .isEqualTo(97 * MILLI);
    }

    @Test
    void whatALoopDeliversThatAnotherHandedOverCostsTheRoomTimeAndIsNoSecondPacket() {
        Participant anna = join(new CountingEgress());
        Participant ben = join(new CountingEgress());
        for (LoopMembers group :
                Objects.requireNonNull(anna.room()).membership().byLoop()) {
            group.deliverHandedOver(Packets.plain(1), anna);
        }
        assertThat(egressOf(ben).sent()).isEqualTo(1);
        assertThat(costsOf(anna).packets()).isZero();
        assertThat(costsOf(anna).nanos()).isPositive();
    }

    /** What was watched before a copy failed would hide all packets after it for ever. */
    @Test
    void aWatchedPacketWhoseCopyFailsIsPublishedAndSoAreThoseAfterIt() {
        Participant anna = join(new CountingEgress());
        FailingEgress failing = new FailingEgress();
        join(failing);
        PacketRing ring = new PacketRing(Objects.requireNonNull(anna.room()), null, 10, now, now + 1_000 * MILLI);
        fanOut.watch(ring);
        assertThatThrownBy(() -> fanOut.fromParticipant(anna, Packets.plain(1))).hasMessage("no copy today");
        failing.works = true;
        fanOut.fromParticipant(anna, Packets.plain(2));
        assertThat(ring.packets(1, Instant.EPOCH))
                .extracting(WatchedPacket::sequence)
                .containsExactly(1, 2);
    }

    @Test
    void aLockTakenOnTheMediaPathIsFoundOut() throws InterruptedException {
        Participant anna = join(new CountingEgress());
        join(new LockingEgress(ledger));
        HotPathGuard.failOnViolation(true);
        long before = HotPathGuard.violations();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread loop = new HotPathGuard.MediaThread(
                () -> {
                    try {
                        fanOut.fromParticipant(anna, Packets.plain(1));
                    } catch (AssertionError e) {
                        thrown.set(e);
                    }
                    // the flag is down again, or this would throw as well
                    ledger.lock("rare path").run(() -> {});
                },
                "loop under test");
        loop.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
        loop.start();
        loop.join();
        assertThat(thrown.get()).hasMessage("lock rare path taken on the media path");
        assertThat(HotPathGuard.violations()).isEqualTo(before + 1);
        assertThatThrownBy(() -> ledger.lock("rare path").unlock()).isInstanceOf(IllegalMonitorStateException.class);
    }

    /** The receiver that stays gets every packet once, whoever comes and goes beside it. */
    @Test
    void comingsAndGoingsCostThoseWhoStayNoPacket() throws InterruptedException {
        Participant anna = join(new CountingEgress());
        Participant ben = join(new CountingEgress());
        int packets = 100_000;
        Thread churn = Thread.ofPlatform().start(() -> {
            while (anna.packetsIn() < packets) {
                assertThat(directory.remove(join(new CountingEgress()), LeaveReason.LEFT))
                        .isTrue();
            }
        });
        ByteBuf packet = Packets.plain(1);
        for (int i = 0; i < packets; i++) {
            fanOut.fromParticipant(anna, packet);
        }
        churn.join();
        assertThat(egressOf(ben).sent()).isEqualTo(packets);
        assertThat(egressOf(anna).sent()).isZero();
    }

    private static RoomCosts costsOf(Participant participant) {
        return Objects.requireNonNull(participant.room()).costs();
    }

    private Participant join(Egress egress) {
        Participant participant = people.stranger(egress);
        assertThat(directory.join("hall", participant, OPEN)).isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        return participant;
    }

    private static final class KeepingEgress extends SilentEgress {
        final List<ByteBuf> packets = new ArrayList<>();

        KeepingEgress() {
            super(CallingThread.LOOP);
        }

        @Override
        public void send(ByteBuf packet) {
            packets.add(Unpooled.copiedBuffer(packet));
        }
    }

    private static final class FailingEgress extends SilentEgress {
        private boolean works;

        FailingEgress() {
            super(CallingThread.LOOP);
        }

        @Override
        public void send(ByteBuf packet) {
            if (!works) {
                throw new IllegalStateException("no copy today");
            }
        }
    }

    /** Takes its time, by the test's clock. */
    private final class PausingEgress extends SilentEgress {
        private final long nanos;

        PausingEgress(long nanos) {
            super(CallingThread.LOOP);
            this.nanos = nanos;
        }

        @Override
        public void send(ByteBuf packet) {
            now += nanos;
        }
    }

    private static final class LockingEgress extends SilentEgress {
        private final LockLedger ledger;

        LockingEgress(LockLedger ledger) {
            super(CallingThread.LOOP);
            this.ledger = ledger;
        }

        @Override
        public void send(ByteBuf packet) {
            ledger.lock("rare path").run(() -> {});
        }
    }
}
