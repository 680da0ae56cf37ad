package org.wzp.relay.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Whether the rules and bans in force let somebody join, and which of them decides. */
public sealed interface EntryAnswer {

    /** @param actor who carried out the command; {@code at} is empty where the audit log doesn't say when */
    record Change(String actor, Optional<Instant> at) {}

    /** @param line of {@code file}, from 1 */
    record Place(Path file, int line) {}

    /**
     * Where a rule comes from.
     *
     * @param last its newest change among the audit log's newest lines; empty when none is there
     * @param place where it is written; empty for what holds without a rule
     */
    record Source(Optional<Change> last, Optional<Place> place) {
        /** Of what holds without a rule. */
        public static final Source NONE = new Source(Optional.empty(), Optional.empty());
    }

    /** @param rule of the room or of a pattern that covers it, which is open or has them on its list */
    record MayJoin(RoomRule rule, Source source) implements EntryAnswer {}

    /**
     * @param ban that covers them; its end as the wall clock has it now
     * @param at when that was decided
     */
    record Banned(Ban ban, Instant at) implements EntryAnswer {}

    /** @param rule of the room or of a pattern that covers it, which is closed or does not have them on its list */
    record NotAllowed(RoomRule rule, Source source) implements EntryAnswer {}

    /** @param why there is no answer, such as a name that is none */
    record Unanswered(Objection why) implements EntryAnswer {}
}
