package org.wzp.relay.api;

import java.time.Instant;
import java.util.Optional;

/** Whether the rules and bans in force let somebody join, and which of them decides. */
public sealed interface EntryAnswer {

    /** @param actor who carried out the command; {@code at} is empty where the audit log doesn't say when */
    record Change(String actor, Optional<Instant> at) {}

    /**
     * @param rule of the room or of a pattern that covers it, which is open or has them on its list
     * @param last newest change of this rule among the audit log's newest lines; empty when none is there
     */
    record MayJoin(RoomRule rule, Optional<Change> last) implements EntryAnswer {}

    /**
     * @param ban that covers them; its end as the wall clock has it now
     * @param at when that was decided
     */
    record Banned(Ban ban, Instant at) implements EntryAnswer {}

    /**
     * @param rule of the room or of a pattern that covers it, which is closed or does not have them on its list
     * @param last newest change of this rule among the audit log's newest lines; empty when none is there
     */
    record NotAllowed(RoomRule rule, Optional<Change> last) implements EntryAnswer {}

    /** @param why there is no answer, such as a name that is none */
    record Unanswered(Objection why) implements EntryAnswer {}
}
