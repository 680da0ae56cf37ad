package org.wzp.relay.client.load;

import java.net.InetSocketAddress;
import org.wzp.relay.text.Addresses;

/** What a load run drives: which relay, with whom, how they talk, and over which links. */
public record LoadPlan(Target target, Crowd crowd, Talk talk, Links links) {
    static final int MOST_LINKS = 100;

    /** @throws IllegalArgumentException naming what is out of bounds */
    public LoadPlan {
        if (links.count() > 0) {
            bounded("rooms with links", crowd.rooms(), 1, 1);
        }
    }

    /** Without links. */
    public LoadPlan(Target target, Crowd crowd, Talk talk) {
        this(target, crowd, talk, Links.NONE);
    }

    /** @param pid process of the relay on this machine, 0 if unknown */
    public record Target(InetSocketAddress relay, long pid) {

        /** @throws IllegalArgumentException if it is not this machine */
        public Target {
            if (!relay.getAddress().isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        Addresses.of(relay.getAddress()) + " is not this machine: load goes to loopback only");
            }
        }
    }

    /**
     * @param people in each room
     * @param speakers of them, the first ones, who talk
     * @param stalled of them, the last ones, who join and then read nothing more, not even for QUIC
     * @param prefix what the rooms are called before their number
     */
    public record Crowd(int rooms, int people, int speakers, int stalled, String prefix) {

        /** @throws IllegalArgumentException naming what is out of bounds */
        public Crowd {
            bounded("rooms", rooms, 1, 2_000);
            bounded("people", people, 1, 1_000);
            bounded("rooms x people", rooms * people, 1, 5_000);
            bounded("stalled", stalled, 0, people - 1);
            bounded("speakers", speakers, 0, people - stalled);
        }

        /** All are well. */
        Crowd(int rooms, int people, int speakers, String prefix) {
            this(rooms, people, speakers, 0, prefix);
        }

        String room(int number) {
            return prefix + "-" + number;
        }
    }

    /**
     * @param rate packets per second of each talker
     * @param seconds measured, after one second of warm-up
     * @param payload bytes after the media header, at least {@link LoadPacket#MIN_PAYLOAD_BYTES}
     * @param reportEvery every so many packets carry a quality report; 0 for none
     * @param speech talk spurts and pauses instead of a constant stream
     */
    public record Talk(int rate, int seconds, int payload, int reportEvery, boolean speech) {

        /** @throws IllegalArgumentException naming what is out of bounds */
        public Talk {
            bounded("rate", rate, 1, 20_000);
            bounded("seconds", seconds, 1, 3_600);
            bounded("payload", payload, LoadPacket.MIN_PAYLOAD_BYTES, 1_100);
        }
    }

    /**
     * Links to the relay, behind which the first room goes on; the relay has to trust them.
     *
     * @param count links
     * @param talking of them, the first ones, that bring what somebody says
     * @param stalled of them, the last ones, whose other end reads nothing more, not even for QUIC
     */
    public record Links(int count, int talking, int stalled) {
        static final Links NONE = new Links(0, 0, 0);

        /** @throws IllegalArgumentException naming what is out of bounds */
        public Links {
            bounded("links", count, 0, MOST_LINKS);
            bounded("stalled links", stalled, 0, count);
            bounded("talking links", talking, 0, count - stalled);
        }
    }

    /** People and ends of links, whose positions come after those of the people. */
    int recipients() {
        return crowd.people() + links.count();
    }

    boolean isStalled(int position) {
        return isPerson(position)
                ? position >= crowd.people() - crowd.stalled()
                : position >= recipients() - links.stalled();
    }

    boolean talks(int position) {
        return isPerson(position) ? position < crowd.speakers() : position < crowd.people() + links.talking();
    }

    boolean isPerson(int position) {
        return position < crowd.people();
    }

    /** How many should hear each packet. */
    int readersBesideSpeaker() {
        return recipients() - crowd.stalled() - links.stalled() - 1;
    }

    private static void bounded(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " is " + value + ", but must be from " + min + " to " + max);
        }
    }
}
