package org.wzp.relay.operator;

import java.time.InstantSource;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.AddressBook;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.FederationCommand;
import org.wzp.relay.api.ModerationCommand;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayCommand;
import org.wzp.relay.federation.FederationStore;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.text.Named;

/** The handler of each group of commands. A new group is a component and a line in each method. */
record CommandHandlers(
        CommandHandler<ModerationCommand> moderation,
        CommandHandler<AccessCommand> access,
        CommandHandler<FederationCommand> federation,
        CommandHandler<RelayCommand> relay) {

    /** @param foreignIdentities with a token service, identities are whatever that service calls people */
    static CommandHandlers of(
            RoomDirectory rooms,
            AccessList access,
            AddressBook book,
            FederationStore federation,
            LinkControl links,
            InstantSource clock,
            boolean foreignIdentities,
            RelayCommands relay) {
        TypedNames typed = new TypedNames(foreignIdentities);
        PeopleNames names = new PeopleNames(rooms, book);
        return new CommandHandlers(
                new ModerationCommands(rooms, access, clock, typed, names),
                new AccessCommands(rooms, access, book, typed, names),
                new FederationCommands(federation, links, clock),
                relay);
    }

    /** @throws NotWrittenException if what was changed could not be written; nothing has changed then */
    Outcome run(String actor, OperatorCommand command) throws NotWrittenException {
        try {
            return switch (command) {
                case ModerationCommand about -> moderation.run(actor, about);
                case AccessCommand about -> access.run(actor, about);
                case FederationCommand about -> federation.run(actor, about);
                case RelayCommand about -> relay.run(actor, about);
            };
        } catch (TypedNames.Unusable e) {
            return new Outcome.Refused(e.objection());
        }
    }

    /** Whom it names, for the audit log. */
    Named named(OperatorCommand command) {
        return switch (command) {
            case ModerationCommand about -> moderation.named(about);
            case AccessCommand about -> access.named(about);
            case FederationCommand about -> federation.named(about);
            case RelayCommand about -> relay.named(about);
        };
    }

    /** Whether it can be carried out while the relay is stopped, that is, on the files of its home alone. */
    static boolean workWhileStopped(OperatorCommand command) {
        return switch (command) {
            case ModerationCommand about -> ModerationCommands.workWhileStopped(about);
            case AccessCommand about -> AccessCommands.workWhileStopped(about);
            // whoever links is seen only while it runs
            case FederationCommand about -> false;
            case RelayCommand about -> RelayCommands.workWhileStopped(about);
        };
    }
}
