package org.wzp.relay.contention;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Flight recorder: a thread waited for a named lock. */
@Name("org.wzp.relay.LockWait")
@Label("Lock wait")
@Category("WZP relay")
@StackTrace
final class LockWaitEvent extends Event {
    @Label("Lock")
    String lock = "";

    @Label("Thread that held it when the wait began")
    String holder = "";

    @Label("Wait")
    @Timespan
    long waitNanos;
}
