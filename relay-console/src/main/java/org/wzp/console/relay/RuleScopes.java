package org.wzp.console.relay;

import org.wzp.console.text.Texts;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.RoomPattern;

/** Which rooms a rule is for, in words. */
public final class RuleScopes {
    private RuleScopes() {}

    /** As a name, for a table: {@code lobby}, {@code team-*}, {@code * (all other rooms)}. */
    public static String text(String scope) {
        return scope.equals(RoomPattern.ALL) ? Texts.of("rules.all-rooms") : Names.room(scope);
    }

    /** As part of a sentence, which goes on in the singular: {@code lobby}, {@code each room named team-*}. */
    public static String inSentence(String scope) {
        if (scope.equals(RoomPattern.ALL)) {
            return Texts.of("rule.scope.all");
        }
        return RoomPattern.isPattern(scope) ? Texts.of("rule.scope.named", Names.room(scope)) : Names.room(scope);
    }
}
