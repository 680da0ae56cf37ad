package org.wzp.relay.api;

import java.util.List;

/** One change of the access rules: what was there, and what is there now. */
public sealed interface RuleChange {

    record PolicySet(RoomRule before, RoomRule after) implements RuleChange {}

    /** @param after the room's rule, with the identity on its list */
    record Listed(String fingerprint, RoomRule after) implements RuleChange {}

    /** @param after the room's rule, without the identity on its list */
    record Unlisted(String fingerprint, RoomRule after) implements RuleChange {}

    /** Policy and list at once. */
    record RuleReplaced(RoomRule before, RoomRule after) implements RuleChange {}

    /** The operator's own name and note for an identity; no rule follows from them. */
    record PersonNamed(KnownPerson before, KnownPerson after) implements RuleChange {}

    record BansAdded(List<Ban> bans) implements RuleChange {
        public BansAdded {
            bans = List.copyOf(bans);
        }
    }

    /** Room, reason or end of one ban; its number, whom it keeps out and who issued it are the same. */
    record BanChanged(Ban before, Ban after) implements RuleChange {}

    record BansLifted(List<Ban> bans) implements RuleChange {
        public BansLifted {
            bans = List.copyOf(bans);
        }
    }
}
