package org.wzp.relay.access;

/** Whether somebody may enter a room, and which rule says so. */
public sealed interface Verdict {

    /** The rule that decided, in words for the operator. */
    String rule();

    record Allowed(String rule) implements Verdict {}

    /** @param told what the person may read of it, printable; empty where the usual words of a refusal say enough */
    record Refused(Cause cause, String rule, String told) implements Verdict {
        Refused(Cause cause, String rule) {
            this(cause, rule, "");
        }
    }

    /** What kind of rule keeps somebody out. */
    enum Cause {
        BANNED,
        NOT_ON_LIST,
        ROOM_CLOSED
    }
}
