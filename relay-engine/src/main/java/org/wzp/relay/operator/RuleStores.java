package org.wzp.relay.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.AddressBook;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.config.SettingsSection;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.federation.FederationStore;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.HomeFailures;
import org.wzp.relay.storage.HomeLock;
import org.wzp.relay.storage.HomeProbe;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.telemetry.AuditLog;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.Speech;
import org.wzp.relay.text.StartWords;

/**
 * The access rules, the address book, the relays and rooms that were added, and the audit log of one home, and the dispatcher of the commands
 * that change them. Open it under the {@link HomeLock}.
 */
public record RuleStores(
        AccessList access,
        AddressBook book,
        FederationStore federation,
        LinkControl links,
        DrainControl drain,
        WatchControl watches,
        CommandDispatcher dispatcher,
        Optional<Notice.AuditLogChanged> auditWarning) {
    private static final Logger LOG = LoggerFactory.getLogger(RuleStores.class);

    /**
     * @param rooms whom a command may remove
     * @param identity signs what the audit log ends with
     * @throws RelayStartException if a file is there and of no use
     */
    public static RuleStores open(
            RelayConfig config, RelayTime time, LockLedger ledger, RoomDirectory rooms, Identity identity)
            throws RelayStartException {
        StateFile state = stateFile(config, ledger);
        AddressBook book = book(state, ledger);
        AccessList access = access(state, book, time, ledger);
        FederationStore federation =
                FederationStore.open(state, ledger.lock("federation settings"), config.federation(), time);
        LinkControl links = new LinkControl();
        DrainControl drain = new DrainControl();
        WatchControl watches = new WatchControl();
        SettingsSection settings = new SettingsSection(state, config);
        AuditLog audit = audit(config, time, ledger, identity);
        audit.warning().ifPresent(changed -> LOG.warn("{}", NoticeWords.of(changed, Speech.ENGLISH)));
        return new RuleStores(
                access,
                book,
                federation,
                links,
                drain,
                watches,
                new CommandDispatcher(
                        CommandHandlers.of(
                                rooms,
                                access,
                                book,
                                federation,
                                links,
                                time.wall(),
                                config.authUrl().isPresent(),
                                new RelayCommands(rooms, settings, drain, time.wall(), watches)),
                        new CommandDispatcher.Stores(access, book, federation, settings),
                        audit,
                        ledger.lock("operator commands"),
                        HomeProbe.problem(config.home())),
                audit.warning());
    }

    /** The rules alone, to look at. */
    static AccessList access(RelayConfig config, RelayTime time, LockLedger ledger) throws RelayStartException {
        StateFile state = stateFile(config, ledger);
        return access(state, book(state, ledger), time, ledger);
    }

    /** All that a snapshot of a relay that does not run shows of them. */
    static AccessStatus view(RelayConfig config, RelayTime time, LockLedger ledger) throws RelayStartException {
        StateFile state = stateFile(config, ledger);
        AddressBook book = book(state, ledger);
        return book.beside(access(state, book, time, ledger).view());
    }

    private static AddressBook book(StateFile state, LockLedger ledger) throws RelayStartException {
        try {
            return AddressBook.open(state, ledger.lock("address book"));
        } catch (AccessException e) {
            throw StartWords.exception(new RelayFailure(e.why()), e);
        }
    }

    /** One for both, because it remembers what it has written. */
    private static StateFile stateFile(RelayConfig config, LockLedger ledger) {
        return new StateFile(new AtomicFile(config.home().resolve(StateFile.NAME)), ledger.lock(StateFile.NAME));
    }

    private static AccessList access(StateFile state, AddressBook book, RelayTime time, LockLedger ledger)
            throws RelayStartException {
        try {
            AccessList access = AccessList.open(state, time.wall(), time.nanos(), ledger.lock("access rules"));
            access.groups(book::groups);
            return access;
        } catch (AccessException e) {
            throw StartWords.exception(new RelayFailure(e.why()), e);
        }
    }

    private static AuditLog audit(RelayConfig config, RelayTime time, LockLedger ledger, Identity identity)
            throws RelayStartException {
        Path file = config.home().resolve(AuditLog.FILE);
        try {
            return AuditLog.open(file, time.wall(), ledger.lock("audit log"), identity);
        } catch (IOException e) {
            throw HomeFailures.of(file, e);
        }
    }
}
