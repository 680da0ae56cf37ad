package org.wzp.relay.engine;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.telemetry.AuditLog;
import org.wzp.relay.wire.PrintableText;

/**
 * Carries out what operators ask for, one command after the other, and writes one audit line for each, also for those
 * that were refused. Runs on the callers' threads and waits for the disk: never call it on an event loop.
 */
final class OperatorDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorDesk.class);
    private static final int MAX_ACTOR_CHARS = 64;

    private final Commands commands;
    private final AuditLog audit;
    private final NamedLock lock;
    /** Written under the lock, read by the engine thread. */
    private volatile @Nullable String diskProblem;

    /** @param diskProblem what keeps commands from being written down, as far as it is known before the first */
    OperatorDesk(Commands commands, AuditLog audit, NamedLock lock, Optional<String> diskProblem) {
        this.diskProblem = diskProblem.orElse(null);
        this.commands = commands;
        this.audit = audit;
        this.lock = lock;
    }

    /** Why the last command could not be written down, or the first could not be; empty when all is well. */
    Optional<String> diskProblem() {
        return Optional.ofNullable(diskProblem);
    }

    Outcome execute(String actor, OperatorCommand command) {
        return lock.call(() -> {
            String who = PrintableText.of(actor, MAX_ACTOR_CHARS);
            diskProblem = null;
            Result result;
            try {
                result = commands.run(who, command);
            } catch (AccessException e) {
                String why = String.valueOf(e.getMessage());
                LOG.error("{}", why);
                diskProblem = why;
                result = Result.refused(why);
            }
            writeDown(who, command, result);
            return result.outcome();
        });
    }

    private void writeDown(String actor, OperatorCommand command, Result result) {
        try {
            audit.append(new AuditLog.Entry(
                    actor,
                    command.getClass().getSimpleName(),
                    CommandTexts.arguments(command, result.named()),
                    CommandTexts.reason(command),
                    result.before(),
                    result.after(),
                    result.outcome().text()));
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            String why = "The audit log could not be written (" + problem.what() + "): the last command is not in it. "
                    + problem.remedy() + ".";
            LOG.error("{}", why);
            diskProblem = why;
        }
    }
}
