package org.wzp.relay.api;

import java.util.OptionalDouble;

/**
 * What is known of one participant's connection.
 *
 * @param quality by its reports; unmeasured before the first
 * @param tier codec tier that its reports earn, such as {@code Studio32k}; {@code Good} before the first
 * @param lossPercent as its client reports it, 0 to 100; empty before the first report
 * @param rttMillis round trip: as its client reports it, else as QUIC measures it; empty before either
 * @param rttByQuic true if {@code rttMillis} is QUIC's because nobody reported one
 * @param jitterMillis as its client reports it; empty before the first report
 */
public record LinkStatus(
        Quality quality,
        Tier tier,
        OptionalDouble lossPercent,
        OptionalDouble rttMillis,
        boolean rttByQuic,
        OptionalDouble jitterMillis) {}
