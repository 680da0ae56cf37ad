package org.wzp.relay.client.load;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * One load that relays are compared under.
 *
 * @param key what it is called on the command line
 * @param title what it is called in a report
 * @param speakers in each room
 * @param rate packets per second of each speaker
 * @param reportEvery every so many packets carry a quality report
 * @param stalled people of each room who stop reading
 */
public record BenchRow(
        String key, String title, int rooms, int people, int speakers, int rate, int reportEvery, int stalled) {
    private static final int USUAL_REPORT_EVERY = 50;
    private static final int PAYLOAD_BYTES = 80;

    private BenchRow(String key, String title, int rooms, int people, int speakers, int rate) {
        this(key, title, rooms, people, speakers, rate, USUAL_REPORT_EVERY, 0);
    }

    /**
     * The loads by which the reference relay was measured before this one was built, and two that tell what a receiver
     * who stops reading does to the others: the same four talk to each other beside an idle fifth and beside a stalled one.
     */
    public static List<BenchRow> all() {
        return List.of(
                new BenchRow("10x5@50", "10 × 5, all talk, 50/s", 10, 5, 5, 50),
                new BenchRow("10x5-one@500", "10 × 5, one talks, 500/s", 10, 5, 1, 500),
                new BenchRow("10x5-one@2000", "10 × 5, one talks, 2,000/s", 10, 5, 1, 2_000),
                new BenchRow("1x100-three@50", "1 × 100, three talk, 50/s", 1, 100, 3, 50),
                new BenchRow("1x100-reports", "the same, a report on every packet", 1, 100, 3, 50, 1, 0),
                new BenchRow("100x3@10", "100 × 3, all talk, 10/s", 100, 3, 3, 10),
                new BenchRow("100x3@25", "100 × 3, all talk, 25/s", 100, 3, 3, 25),
                new BenchRow("333x3@5", "333 × 3, all talk, 5/s", 333, 3, 3, 5),
                new BenchRow("1x10-one@8000", "1 × 10, one talks, 8,000/s", 1, 10, 1, 8_000),
                new BenchRow("10x5-four@50", "10 × 5, four talk, 50/s", 10, 5, 4, 50),
                new BenchRow(
                        "10x5-stalled@50", "the same, the fifth stops reading", 10, 5, 4, 50, USUAL_REPORT_EVERY, 1));
    }

    LoadRun.Plan plan(InetSocketAddress relay, int seconds, long pid) {
        return new LoadRun.Plan(
                relay,
                rooms,
                people,
                speakers,
                rate,
                seconds,
                PAYLOAD_BYTES,
                reportEvery,
                stalled,
                false,
                pid,
                // a room's name travels as a server name, and some relays take only the letters of host names there
                "bench-" + key.replace('@', '-'));
    }
}
