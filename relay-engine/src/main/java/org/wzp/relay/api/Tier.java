package org.wzp.relay.api;

import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.QualityReport;

/** How well somebody is connected, worst first; comparisons use this order (wire specification 6.6). */
public enum Tier {
    CATASTROPHIC("Catastrophic", QualityProfile.CATASTROPHIC),
    DEGRADED("Degraded", QualityProfile.DEGRADED),
    GOOD("Good", QualityProfile.GOOD),
    STUDIO_32K("Studio32k", QualityProfile.STUDIO_32K),
    STUDIO_48K("Studio48k", QualityProfile.STUDIO_48K),
    STUDIO_64K("Studio64k", QualityProfile.STUDIO_64K);

    private final String label;
    private final QualityProfile profile;

    Tier(String label, QualityProfile profile) {
        this.label = label;
        this.profile = profile;
    }

    /** As it appears in directives, such as {@code Studio32k}. */
    public String label() {
        return label;
    }

    public QualityProfile profile() {
        return profile;
    }

    /** The next better one; the best one's next is itself. */
    public Tier next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    public boolean isWorseThan(Tier other) {
        return compareTo(other) < 0;
    }

    public static Tier worse(Tier a, Tier b) {
        return a.isWorseThan(b) ? a : b;
    }

    /** What one report says, by the thresholds for wired and wireless networks. */
    public static Tier of(QualityReport report) {
        return of(report.lossPercent(), report.rttMillis());
    }

    /**
     * The same of two figures.
     *
     * @param loss percent, 0 to 100
     * @param rtt round trip, ms
     */
    public static Tier of(double loss, double rtt) {
        if (loss >= 15 || rtt >= 200) {
            return CATASTROPHIC;
        }
        if (loss >= 5 || rtt >= 100) {
            return DEGRADED;
        }
        if (loss >= 2 || rtt >= 80) {
            return GOOD;
        }
        if (loss >= 1 || rtt >= 50) {
            return STUDIO_32K;
        }
        return rtt >= 30 ? STUDIO_48K : STUDIO_64K;
    }
}
