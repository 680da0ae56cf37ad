package org.wzp.relay.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.IdentityFile;
import org.wzp.relay.identity.IdentityFileException;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.HomeFailures;
import org.wzp.relay.storage.HomeLock;

/**
 * The access rules of a relay that does not run: read from the disk, and changed there under the lock of its home, with a
 * line in the audit log, as if it ran. Callers' threads, one at a time; waits for the disk.
 */
public final class StoppedCommands {
    private static final AccessStatus NONE = new AccessStatus(List.of(), List.of());

    private final RelayConfig config;
    private final RelayTime time;
    private final LockLedger ledger;

    public StoppedCommands(RelayConfig config, RelayTime time, LockLedger ledger) {
        this.config = config;
        this.time = time;
        this.ledger = ledger;
    }

    /** Empty when there are none, or when their file is of no use, which the start says in words. */
    public AccessStatus view() {
        try {
            return RuleStores.access(config, time, ledger).view();
        } catch (RelayStartException e) {
            // said, and logged, by the start that fails because of it
            return NONE;
        }
    }

    /** Changes to rules are made; what concerns people who are connected is refused. */
    public Outcome execute(String actor, OperatorCommand command) {
        // A relay that never ran has no home yet; a change of its rules is no reason to make one.
        if (Files.notExists(config.home())) {
            return new Outcome.Refused("There are no rules yet. Start the relay once, then try again.");
        }
        try (HomeLock lock = HomeLock.take(config.home())) {
            RoomDirectory nobody = new RoomDirectory(time.wall(), ledger, new RoomDirectory.Listener() {});
            Identity identity = Identity.of(IdentityFile.loadOrCreate(config.identityFile(), new SecureRandom()));
            CommandDispatcher dispatcher =
                    RuleStores.open(config, time, ledger, nobody, identity).dispatcher();
            return dispatcher.worksWhileStopped(command) ? dispatcher.execute(actor, command) : notRunning();
        } catch (IdentityFileException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        } catch (RelayStartException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Outcome.Refused(HomeFailures.sentence(config.home(), e));
        }
    }

    private static Outcome notRunning() {
        return new Outcome.Refused("The relay is not running. Start it, then try again.");
    }
}
