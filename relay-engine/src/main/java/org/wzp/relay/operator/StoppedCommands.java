package org.wzp.relay.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.EntryQuery;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayCommand.ReplaceIdentity;
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
            return RuleStores.view(config, time, ledger);
        } catch (RelayStartException e) {
            // said, and logged, by the start that fails because of it
            return NONE;
        }
    }

    /** By the rules on the disk, which count from the next start. */
    public EntryAnswer entry(EntryQuery query) {
        try {
            return new EntryQuestions(config, RuleStores.access(config, time, ledger)).answer(query);
        } catch (RelayStartException e) {
            return new EntryAnswer.Unanswered(
                    new Objection.HomeUnusable(e.failure().cause()));
        }
    }

    /** Changes to rules are made; what concerns people who are connected is refused. */
    public Outcome execute(String actor, OperatorCommand command) {
        if (!CommandHandlers.workWhileStopped(command)) {
            return new Outcome.Refused(new Objection.NotRunning());
        }
        // A relay that never ran has no home yet; a change of its rules is no reason to make one.
        if (Files.notExists(config.home())) {
            return new Outcome.Refused(new Objection.NoRulesYet());
        }
        try (HomeLock lock = HomeLock.take(config.home())) {
            if (command instanceof ReplaceIdentity replace) {
                return new IdentityReplacement(config, time, ledger).carryOut(actor, replace);
            }
            RoomDirectory nobody = new RoomDirectory(time.wall(), ledger, new RoomDirectory.Listener() {});
            Identity identity = Identity.of(IdentityFile.loadOrCreate(config.identityFile(), new SecureRandom()));
            return RuleStores.open(config, time, ledger, nobody, identity)
                    .dispatcher()
                    .execute(actor, command);
        } catch (IdentityFileException e) {
            return failed(e.why());
        } catch (RelayStartException e) {
            return failed(e.failure().cause());
        } catch (IOException e) {
            return failed(HomeFailures.cause(config.home(), e));
        }
    }

    private static Outcome failed(FailureCause whyNoStart) {
        return new Outcome.Refused(new Objection.HomeUnusable(whyNoStart));
    }
}
