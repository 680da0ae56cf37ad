package org.wzp.relay.operator;

import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.text.Named;

/** Carries out the commands of one group, one at a time. */
interface CommandHandler<C extends OperatorCommand> {

    /**
     * @param actor who asks, printable
     * @throws NotWrittenException if what was changed could not be written; nothing has changed then
     * @throws TypedNames.Unusable if it names what is none
     */
    Outcome run(String actor, C command) throws NotWrittenException;

    /** Whom it names: asked before it is carried out, for who was removed is known no more. */
    default Named named(C command) {
        return Named.NOBODY;
    }
}
