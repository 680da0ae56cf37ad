package org.wzp.relay.operator;

import java.util.Map;
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

    /**
     * Whom it names, by identity, for the audit log: asked before it is carried out, for who was removed is known no more. Empty
     * where the command itself says so.
     */
    default Map<String, String> whom(C command) {
        return Map.of();
    }

    /** Whether it can be carried out while the relay is stopped, that is, on the files of its home alone. */
    boolean worksWhileStopped(C command);
}
