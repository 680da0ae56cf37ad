package org.wzp.console.overview;

import org.wzp.console.text.Texts;

/** Why packets were dropped, in words. */
public final class Drops {
    private Drops() {}

    /** @param cause as in the snapshot; one that has no words is said as it is */
    public static String text(String cause) {
        return switch (cause) {
            case "outbox-full" -> Texts.of("drop.outbox-full");
            case "too-large" -> Texts.of("drop.too-large");
            case "handover-full" -> Texts.of("drop.handover-full");
            case "malformed" -> Texts.of("drop.malformed");
            case "early" -> Texts.of("drop.early");
            case "closed" -> Texts.of("drop.closed");
            case "stale" -> Texts.of("drop.stale");
            case "over-packets" -> Texts.of("drop.over-packets");
            case "over-bytes" -> Texts.of("drop.over-bytes");
            default -> cause;
        };
    }
}
