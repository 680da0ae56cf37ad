package org.wzp.relay.operator;

import org.wzp.relay.access.AccessException;
import org.wzp.relay.api.OperatorCommand;

/** Carries out the commands of one group, one at a time. */
interface CommandHandler<C extends OperatorCommand> {

    /**
     * @param actor who asks, printable
     * @throws AccessException if the rules could not be written; nothing has changed then
     * @throws TypedNames.Unusable if it names what is none
     */
    CommandResult run(String actor, C command) throws AccessException;

    /** Whether it can be carried out while the relay is stopped, that is, on the files of its home alone. */
    boolean worksWhileStopped(C command);
}
