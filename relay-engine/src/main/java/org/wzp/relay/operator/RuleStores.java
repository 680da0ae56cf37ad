package org.wzp.relay.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.HomeFailures;
import org.wzp.relay.storage.HomeLock;
import org.wzp.relay.storage.HomeProbe;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.telemetry.AuditLog;

/** The access rules and the audit log of one home, and the dispatcher of the commands that change both. Open it under the {@link HomeLock}. */
public record RuleStores(AccessList access, CommandDispatcher dispatcher, Optional<String> auditWarning) {
    private static final Logger LOG = LoggerFactory.getLogger(RuleStores.class);

    private static final String AUDIT_FILE = "audit.jsonl";

    /**
     * @param rooms whom a command may remove
     * @param identity signs what the audit log ends with
     * @throws RelayStartException if a file is there and of no use
     */
    public static RuleStores open(
            RelayConfig config, RelayTime time, LockLedger ledger, RoomDirectory rooms, Identity identity)
            throws RelayStartException {
        AccessList access = access(config, time, ledger);
        AuditLog audit = audit(config, time, ledger, identity);
        audit.warning().ifPresent(LOG::warn);
        return new RuleStores(
                access,
                new CommandDispatcher(
                        CommandHandlers.of(
                                rooms, access, time.wall(), config.authUrl().isPresent()),
                        access,
                        audit,
                        ledger.lock("operator commands"),
                        HomeProbe.problem(config.home())),
                audit.warning());
    }

    /** The rules alone, to look at. */
    static AccessList access(RelayConfig config, RelayTime time, LockLedger ledger) throws RelayStartException {
        try {
            return AccessList.open(
                    new StateFile(new AtomicFile(config.home().resolve(StateFile.NAME)), ledger.lock(StateFile.NAME)),
                    time.wall(),
                    time.nanos(),
                    ledger.lock("access rules"));
        } catch (AccessException e) {
            throw new RelayStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static AuditLog audit(RelayConfig config, RelayTime time, LockLedger ledger, Identity identity)
            throws RelayStartException {
        Path file = config.home().resolve(AUDIT_FILE);
        try {
            return AuditLog.open(file, time.wall(), ledger.lock("audit log"), identity);
        } catch (IOException e) {
            throw HomeFailures.of(file, e);
        }
    }
}
