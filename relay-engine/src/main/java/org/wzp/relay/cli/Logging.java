package org.wzp.relay.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** The level of the relay's own log lines. Libraries stay at their level: Netty's DEBUG would make quiche trace each packet. */
public final class Logging {
    private static final String OURS = "org.wzp";

    private Logging() {}

    /** @param level as in {@link org.wzp.relay.api.RelayConfig#logLevel}; takes effect at once */
    public static void level(String level) {
        if (LoggerFactory.getLogger(OURS) instanceof Logger logger) {
            logger.setLevel(Level.toLevel(level, Level.INFO));
        }
    }
}
