package org.wzp.relay.monitor;

/** Why packets were dropped, as an operator can use it: what happened, and what helps. */
final class DropWords {
    private DropWords() {}

    static String of(String cause) {
        return switch (cause) {
            case "outbox-full" -> "a receiver's connection takes less than its room sends";
            case "too-large" -> "larger than a receiver's path carries; a lower codec helps";
            case "stale" -> "waited too long: somebody's link was gone, or this machine stood still for a moment";
            case "closed" -> "on their way to somebody who left";
            case "handover-full" -> "this machine is overloaded, see Contention";
            case "over-packets" -> "somebody sends more than media_packets_per_second";
            case "over-bytes" -> "somebody sends more than media_bytes_per_second";
            case "malformed" -> "somebody sends what is no voice";
            case "early" -> "sent before the login was complete";
            default -> cause;
        };
    }
}
