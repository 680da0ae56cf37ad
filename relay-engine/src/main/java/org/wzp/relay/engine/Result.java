package org.wzp.relay.engine;

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
record Result(Outcome outcome, String before, String after, Map<String, String> named) {
    Result {
        named = new LinkedHashMap<>(named);
    }

    Result(Outcome outcome, String before, String after) {
        this(outcome, before, after, Map.of());
    }

    static Result refused(String why) {
        return new Result(new Outcome.Refused(why), "", "");
    }

    static Result nothing(String why) {
        return new Result(new Outcome.NothingToDo(why), "", "");
    }

    static Result done(Change.Made made, String summary, OperatorCommand inverse) {
        return new Result(new Outcome.Done(summary, Optional.of(inverse)), made.before(), made.after());
    }

    /** With the state before that people see. */
    Result withBefore(String words) {
        return new Result(outcome, words, after, named);
    }

    /** With whom it named. */
    Result naming(Map<String, String> whom) {
        return new Result(outcome, before, after, whom);
    }
}
