package org.wzp.relay.api;

/** How good a connection or a room is, for people; worst first, and last what nobody measured yet. */
public enum Quality {
    POOR,
    FAIR,
    GOOD,
    UNMEASURED;

    /** What lies above Good differs in the codec only. */
    public static Quality of(Tier tier) {
        return switch (tier) {
            case CATASTROPHIC -> POOR;
            case DEGRADED -> FAIR;
            case GOOD, STUDIO_32K, STUDIO_48K, STUDIO_64K -> GOOD;
        };
    }

    /** @param percent packets lost, 0 to 100 */
    public static Quality ofLoss(double percent) {
        return of(Tier.of(percent, 0));
    }

    /** @param millis round trip, ms */
    public static Quality ofRtt(double millis) {
        return of(Tier.of(0, millis));
    }
}
