package org.wzp.relay.api;

import java.util.Optional;

/** What became of an {@link OperatorCommand}. {@code text.OutcomeWords} makes its sentence, for whoever shows it. */
public sealed interface Outcome {

    /** @param inverse the command that takes it back, where one exists: Undo runs it */
    record Done(Effect effect, Optional<OperatorCommand> inverse) implements Outcome {
        public Done(Effect effect, OperatorCommand inverse) {
            this(effect, Optional.of(inverse));
        }
    }

    /** The state asked for was there already. */
    record NothingToDo(AlreadySo why) implements Outcome {}

    /** Not carried out. */
    record Refused(Objection why) implements Outcome {}
}
