package org.wzp.console.rooms;

import static org.wzp.console.Snapshots.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.FlowStatus;
import org.wzp.relay.api.LinkStatus;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.Tier;
import org.wzp.relay.wire.CodecId;

/** A participant's status with the figures that a test is about. */
final class Figures {
    private final ParticipantStatus of;
    private long in;
    private long out;
    private long over;
    private long missing;
    private int waiting;
    private Optional<Duration> silence = Optional.empty();
    private List<Drop> dropped = List.of();
    private CodecId codec = CodecId.OPUS_24K;
    private OptionalDouble loss = OptionalDouble.empty();
    private OptionalDouble rtt = OptionalDouble.empty();
    private Tier tier = Tier.GOOD;
    private long bytesIn;
    private long bytesOut;
    private boolean speaking = true;

    Figures(ParticipantStatus of) {
        this.of = of;
    }

    Figures sent(long packets, Duration since) {
        in = packets;
        silence = Optional.of(since);
        return this;
    }

    Figures with(CodecId instead) {
        codec = instead;
        return this;
    }

    Figures missing(long packets) {
        missing = packets;
        return this;
    }

    Figures over(long packets) {
        over = packets;
        return this;
    }

    Figures got(long copies, int left, Drop... drops) {
        out = copies;
        waiting = left;
        dropped = List.of(drops);
        return this;
    }

    Figures reports(double lossPercent, double rttMillis) {
        loss = OptionalDouble.of(lossPercent);
        rtt = OptionalDouble.of(rttMillis);
        return this;
    }

    Figures of(Tier instead) {
        tier = instead;
        return this;
    }

    Figures bytes(long received, long sent) {
        bytesIn = received;
        bytesOut = sent;
        return this;
    }

    Figures quiet() {
        speaking = false;
        return this;
    }

    ParticipantStatus made() {
        return new ParticipantStatus(
                of.id(),
                of.alias(),
                of.fingerprint(),
                of.address(),
                of.transport(),
                Optional.of(codec),
                new LinkStatus(loss.isPresent() ? Quality.GOOD : Quality.UNMEASURED, tier, loss, rtt, false, loss),
                new FlowStatus(silence, missing, waiting, dropped, rtt, 3),
                in,
                out,
                bytesIn,
                bytesOut,
                dropped.stream().mapToLong(Drop::count).sum(),
                over,
                0,
                50,
                speaking,
                NOON.minusSeconds(60),
                false);
    }
}
