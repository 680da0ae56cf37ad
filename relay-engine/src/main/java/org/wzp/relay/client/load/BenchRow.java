package org.wzp.relay.client.load;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * One load that relays are compared under.
 *
 * @param key what it is called on the command line
 * @param title what it is called in a report
 * @param rate packets per second of each speaker
 * @param reportEvery every so many packets carry a quality report
 * @param links to the relay, behind each of which the one room has as many people again
 */
public record BenchRow(
        String key, String title, LoadPlan.Crowd crowd, int rate, int reportEvery, LoadPlan.Links links) {
    private static final int USUAL_REPORT_EVERY = 50;
    private static final int PAYLOAD_BYTES = 80;
    private static final int MOST_TALKING_LINKS = 5;
    private static final String LINKED_PREFIX = "bench-linked";

    /** The room of all rows with links: relays have to be told of it before they start. */
    static final String LINKED_ROOM = LINKED_PREFIX + "-0";

    private BenchRow(String key, String title, int rooms, int people, int speakers, int rate) {
        this(key, title, new LoadPlan.Crowd(rooms, people, speakers, prefix(key)), rate, USUAL_REPORT_EVERY);
    }

    BenchRow(String key, String title, LoadPlan.Crowd crowd, int rate, int reportEvery) {
        this(key, title, crowd, rate, reportEvery, LoadPlan.Links.NONE);
    }

    /** A room's name travels as a server name, and some relays take only the letters of host names there. */
    private static String prefix(String key) {
        return "bench-" + key.replace('@', '-');
    }

    /**
     * Four of the ten people of the relay's room talk, and one behind each of up to five links: a stock relay takes no more than
     * 500 packets a second for one room from all its links together.
     */
    private static BenchRow linked(String key, String title, int links, int stalled) {
        return new BenchRow(
                key,
                title,
                new LoadPlan.Crowd(1, 10, 4, LINKED_PREFIX),
                50,
                USUAL_REPORT_EVERY,
                new LoadPlan.Links(links, Math.min(links, MOST_TALKING_LINKS), stalled));
    }

    /**
     * The loads by which the reference relay was measured before this one was built; two that tell what a receiver who
     * stops reading does to the others: the same four talk to each other beside an idle fifth and beside a stalled one; and
     * a room that spans links, with all of them well and with one stalled.
     */
    public static List<BenchRow> all() {
        return List.of(
                new BenchRow("10x5@50", "10 × 5, all talk, 50/s", 10, 5, 5, 50),
                new BenchRow("10x5-one@500", "10 × 5, one talks, 500/s", 10, 5, 1, 500),
                new BenchRow("10x5-one@2000", "10 × 5, one talks, 2,000/s", 10, 5, 1, 2_000),
                new BenchRow("1x100-three@50", "1 × 100, three talk, 50/s", 1, 100, 3, 50),
                new BenchRow(
                        "1x100-reports",
                        "the same, a report on every packet",
                        new LoadPlan.Crowd(1, 100, 3, prefix("1x100-reports")),
                        50,
                        1),
                new BenchRow("100x3@10", "100 × 3, all talk, 10/s", 100, 3, 3, 10),
                new BenchRow("100x3@25", "100 × 3, all talk, 25/s", 100, 3, 3, 25),
                new BenchRow("333x3@5", "333 × 3, all talk, 5/s", 333, 3, 3, 5),
                new BenchRow("1x10-one@8000", "1 × 10, one talks, 8,000/s", 1, 10, 1, 8_000),
                new BenchRow("10x5-four@50", "10 × 5, four talk, 50/s", 10, 5, 4, 50),
                new BenchRow(
                        "10x5-stalled@50",
                        "the same, the fifth stops reading",
                        new LoadPlan.Crowd(10, 5, 4, 1, prefix("10x5-stalled@50")),
                        50,
                        USUAL_REPORT_EVERY),
                linked("links-1", "global room of 10 and 10, 1 link", 1, 0),
                linked("links-5", "global room of 10 and 5 × 10, 5 links", 5, 0),
                linked("links-20", "global room of 10 and 20 × 10, 20 links", 20, 0),
                linked("links-20-stalled", "the same, one link stalled", 20, 1));
    }

    boolean isLinked() {
        return links.count() > 0;
    }

    LoadPlan plan(InetSocketAddress relay, int seconds, long pid) {
        return new LoadPlan(
                new LoadPlan.Target(relay, pid),
                crowd,
                new LoadPlan.Talk(rate, seconds, PAYLOAD_BYTES, reportEvery, false),
                links);
    }
}
