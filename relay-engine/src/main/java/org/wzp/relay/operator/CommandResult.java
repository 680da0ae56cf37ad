package org.wzp.relay.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.wzp.relay.access.AccessList.Change;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;

/**
 * What a command did, for the operator and for the audit log.
 *
 * @param before the state before, in words; empty when nothing changed
 * @param after the state after, in words
 * @param named whom the command named, where the command itself has only a number; for the audit log
 */
record CommandResult(Outcome outcome, String before, String after, Map<String, String> named) {
    CommandResult {
        named = new LinkedHashMap<>(named);
    }

    CommandResult(Outcome outcome, String before, String after) {
        this(outcome, before, after, Map.of());
    }

    static CommandResult refused(String why) {
        return new CommandResult(new Outcome.Refused(why), "", "");
    }

    static CommandResult nothing(String why) {
        return new CommandResult(new Outcome.NothingToDo(why), "", "");
    }

    static CommandResult done(Change.Made made, String summary, OperatorCommand inverse) {
        return new CommandResult(new Outcome.Done(summary, Optional.of(inverse)), made.before(), made.after());
    }

    /** With the state before that people see. */
    CommandResult withBefore(String words) {
        return new CommandResult(outcome, words, after, named);
    }

    /** With whom it named. */
    CommandResult naming(Map<String, String> whom) {
        return new CommandResult(outcome, before, after, whom);
    }
}
