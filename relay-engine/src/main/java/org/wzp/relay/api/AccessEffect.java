package org.wzp.relay.api;

import java.util.List;

/** What an {@link AccessCommand} did. */
public sealed interface AccessEffect extends Effect {

    RuleChange change();

    /** @param inside how many are in the room, and stay */
    record PolicySet(RuleChange.PolicySet change, int inside) implements AccessEffect {}

    /** @param inside whether they are in the room */
    record Allowed(RuleChange.Listed change, Person person, boolean inside) implements AccessEffect {}

    /** @param wasInside whether they were in the room and were disconnected */
    record Disallowed(RuleChange.Unlisted change, Person person, boolean wasInside) implements AccessEffect {}

    /**
     * @param allowed who may join it now
     * @param others who is inside besides, and stays
     */
    record Locked(RuleChange.RuleReplaced change, List<Person> allowed, List<Person> others) implements AccessEffect {
        public Locked {
            allowed = List.copyOf(allowed);
            others = List.copyOf(others);
        }
    }

    /** @param alias what they call themselves, as far as it is known; may be empty */
    record Named(RuleChange.PersonNamed change, String alias) implements AccessEffect {}

    /**
     * @param inside how many are in the room, and stay
     * @param disconnected who was inside and may not join
     */
    record RuleSet(RuleChange.RuleReplaced change, int inside, List<Person> disconnected) implements AccessEffect {
        public RuleSet {
            disconnected = List.copyOf(disconnected);
        }
    }

    /** @param inside how many are in the room, and stay */
    record Restored(RuleChange.RuleReplaced change, int inside) implements AccessEffect {}
}
