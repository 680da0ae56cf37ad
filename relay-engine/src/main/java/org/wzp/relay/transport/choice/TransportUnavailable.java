package org.wzp.relay.transport.choice;

import java.io.IOException;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.text.StartWords;

/** No transport, or not the one that was asked for, works on this machine; the message says why and what to do. */
public final class TransportUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient FailureCause why;

    TransportUnavailable(FailureCause.NoTransport.Kind kind, String why) {
        this(new FailureCause.NoTransport(kind, why));
    }

    TransportUnavailable(FailureCause why) {
        super(StartWords.english(why));
        this.why = why;
    }

    /** The same in values. */
    public FailureCause why() {
        return why;
    }
}
