package org.wzp.relay.access;

import java.time.Instant;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;

/** Whether somebody may enter a room, and the rule or ban that decides. Words for it are in package {@code text}. */
public sealed interface Verdict {

    /** @param rule of the room or of a pattern that covers it, which is open or has the applicant on its list */
    record Allowed(RoomRule rule) implements Verdict {}

    /** Kept out, and by what. */
    sealed interface Refused extends Verdict {}

    /**
     * @param ban that covers the applicant; its end as the wall clock has it now
     * @param at when that was decided, for words about its end
     */
    record Banned(Ban ban, Instant at) implements Refused {}

    /** @param rule of the room or of a pattern that covers it, which is closed or does not have the applicant on its list */
    record NotAllowed(RoomRule rule) implements Refused {
        public NotAllowed {
            if (rule.policy() == RoomPolicy.OPEN) {
                throw new IllegalArgumentException("An open room keeps nobody out.");
            }
        }
    }
}
