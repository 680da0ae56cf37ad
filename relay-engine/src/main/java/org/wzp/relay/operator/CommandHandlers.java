package org.wzp.relay.operator;

import java.time.InstantSource;
import java.util.Map;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.ModerationCommand;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.room.RoomDirectory;

/** The handler of each group of commands. A new group is a component and a line in each method. */
record CommandHandlers(CommandHandler<ModerationCommand> moderation, CommandHandler<AccessCommand> access) {

    /** @param foreignIdentities with a token service, identities are whatever that service calls people */
    static CommandHandlers of(RoomDirectory rooms, AccessList access, InstantSource clock, boolean foreignIdentities) {
        TypedNames typed = new TypedNames(foreignIdentities);
        PeopleNames names = new PeopleNames(rooms);
        return new CommandHandlers(
                new ModerationCommands(rooms, access, clock, typed, names),
                new AccessCommands(rooms, access, typed, names));
    }

    /** @throws AccessException if the rules could not be written; nothing has changed then */
    CommandResult run(String actor, OperatorCommand command) throws AccessException {
        try {
            return switch (command) {
                case ModerationCommand about -> moderation.run(actor, about);
                case AccessCommand about -> access.run(actor, about);
            };
        } catch (TypedNames.Unusable e) {
            return CommandResult.refused(String.valueOf(e.getMessage()));
        }
    }

    /** Whom it names, by identity, for the audit log. */
    Map<String, String> whom(OperatorCommand command) {
        return switch (command) {
            case ModerationCommand about -> moderation.whom(about);
            case AccessCommand about -> access.whom(about);
        };
    }

    boolean worksWhileStopped(OperatorCommand command) {
        return switch (command) {
            case ModerationCommand about -> moderation.worksWhileStopped(about);
            case AccessCommand about -> access.worksWhileStopped(about);
        };
    }
}
