package org.wzp.relay.operator;

import java.util.Optional;
import org.wzp.relay.federation.Federation;

/** What commands ask of a federation that runs; nothing before it does. Any thread. */
public final class LinkControl {
    private volatile Optional<Federation> running = Optional.empty();

    /** From now on it is asked. */
    public void of(Federation federation) {
        running = Optional.of(federation);
    }

    /** Whether that is this relay. */
    boolean isOwn(String relay) {
        return running.map(federation -> federation.isOwn(relay)).orElse(false);
    }

    void reconnect(String relay) {
        running.ifPresent(federation -> federation.reconnect(relay));
    }

    void refuse(String relay) {
        running.ifPresent(federation -> federation.refuse(relay));
    }

    void unrefuse(String relay) {
        running.ifPresent(federation -> federation.unrefuse(relay));
    }
}
