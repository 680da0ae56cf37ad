package org.wzp.relay.monitor;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.TrafficStatus;

/** What the operator should know of one concern; every line says what to do. Engine thread only. */
@FunctionalInterface
public interface AttentionRule {

    /**
     * The sections of the snapshot that is being made.
     *
     * @param nowNanos its reading of the monotonic clock
     */
    record Sections(
            long nowNanos,
            List<RoomStatus> rooms,
            TrafficStatus traffic,
            FederationStatus federation,
            ContentionStatus contention) {}

    /** Worst first; empty when all is well. */
    List<Attention> lines(Sections sections);

    /** One line on what somebody else found. */
    static AttentionRule line(
            Severity severity, Subject subject, Supplier<? extends Optional<? extends Notice>> found) {
        return sections -> found.get()
                .map(notice -> List.of(new Attention(severity, notice, subject)))
                .orElse(List.of());
    }

    /** One line that depends on the time. */
    static AttentionRule timely(
            Severity severity, Subject subject, LongFunction<? extends Optional<? extends Notice>> found) {
        return sections -> found.apply(sections.nowNanos())
                .map(notice -> List.of(new Attention(severity, notice, subject)))
                .orElse(List.of());
    }
}
