package org.wzp.relay.engine;

import java.util.Optional;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.text.OutcomeWords;

/** What became of a command as its operator sees it: the sentence, and what takes it back. */
public record Told(String sentence, Optional<OperatorCommand> inverse) {
    public static Told of(Outcome outcome) {
        return new Told(
                OutcomeWords.of(outcome), outcome instanceof Outcome.Done done ? done.inverse() : Optional.empty());
    }
}
