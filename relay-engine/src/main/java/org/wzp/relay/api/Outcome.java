package org.wzp.relay.api;

import java.util.Optional;

/** What became of an {@link OperatorCommand}. */
public sealed interface Outcome {

    /**
     * @param summary what changed, one sentence
     * @param inverse the command that takes it back, where one exists: Undo runs it
     */
    record Done(String summary, Optional<OperatorCommand> inverse) implements Outcome {}

    /** The state asked for was there already. */
    record NothingToDo(String why) implements Outcome {}

    /** Not carried out; {@code why} says what to do. */
    record Refused(String why) implements Outcome {}

    /** The sentence for the operator. */
    default String text() {
        return switch (this) {
            case Done done -> done.summary();
            case NothingToDo nothing -> nothing.why();
            case Refused refused -> refused.why();
        };
    }
}
