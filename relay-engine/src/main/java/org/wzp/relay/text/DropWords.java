package org.wzp.relay.text;

import org.wzp.relay.api.DropCause;

/** Why packets were dropped, as an operator can use it: what happened, and what helps. */
public final class DropWords {
    private DropWords() {}

    /** Continues a sentence; without a full stop. */
    public static String of(DropCause cause) {
        return switch (cause) {
            case OUTBOX_FULL -> "a receiver's connection takes less than its room sends";
            case TOO_LARGE -> "larger than a receiver's path carries; a lower codec helps";
            case STALE -> "waited too long: somebody's link was gone, or this machine stood still for a moment";
            case CLOSED -> "on their way to somebody who left";
            case HANDOVER_FULL -> "this machine is overloaded, see Contention";
            case OVER_PACKETS -> "somebody sends more than media_packets_per_second";
            case OVER_BYTES -> "somebody sends more than media_bytes_per_second";
            case MALFORMED -> "somebody sends what is no voice";
            case EARLY -> "sent before the login was complete";
            case OVERFLOW -> "signals for somebody who takes none";
            case DUPLICATE -> "a linked relay sent them over two ways";
            case OVER_RATE -> "a linked relay sends more than federation_packets_per_second";
            case UNKNOWN_ROOM -> "a linked relay sends for rooms that are not global here";
            case HOP_LIMIT -> "they came over more relays than federation_hop_limit allows";
            case QUEUE_FULL -> "a queue between two threads was full";
        };
    }
}
