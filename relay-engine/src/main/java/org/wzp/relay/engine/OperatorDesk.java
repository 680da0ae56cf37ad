package org.wzp.relay.engine;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.telemetry.AuditLog;
import org.wzp.relay.wire.PrintableText;

/**
 * Carries out what operators ask for, one command after the other, and writes an audit line for each, also for those that
 * were refused. A change of a rule has a line of its own before it is made, so that no rule is ever in force without one: if
 * that line can't be written, the rule stays as it was. A kick without a hold and a room that is emptied change no rule; they
 * are carried out also when the line can't be written, and the operator is told, because a full disk must not protect who
 * disturbs a room. Runs on the callers' threads and waits for the disk: never call it on an event loop.
 */
final class OperatorDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorDesk.class);
    private static final int MAX_ACTOR_CHARS = 64;

    private final Commands commands;
    private final AuditLog audit;
    private final NamedLock lock;
    /** What is being carried out; under the lock. */
    private @Nullable Asked asked;
    /** Written under the lock, read by the engine thread. */
    private volatile @Nullable String diskProblem;

    /** @param whom it names, by identity: looked up before it is carried out, for who was removed is known no more */
    private record Asked(String actor, OperatorCommand command, Map<String, String> whom) {
        Map<String, String> naming(Map<String, String> others) {
            Map<String, String> all = new LinkedHashMap<>(whom);
            all.putAll(others);
            return all;
        }
    }

    /** @param diskProblem what keeps commands from being written down, as far as it is known before the first */
    OperatorDesk(Commands commands, AccessList access, AuditLog audit, NamedLock lock, Optional<String> diskProblem) {
        access.witness(this::writeDownBefore);
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
            Asked now = new Asked(who, command, commands.whom(command));
            asked = now;
            Result result;
            try {
                result = commands.run(who, command);
            } catch (AccessException e) {
                String why = String.valueOf(e.getMessage());
                LOG.error("{}", why);
                diskProblem = why;
                result = Result.refused(why);
            }
            writeDown(now, result);
            return result.outcome();
        });
    }

    /** Called in the middle of a command, before a rule changes. */
    private void writeDownBefore(String before, String after) throws AccessException {
        Asked now = asked;
        if (now == null) {
            throw new IllegalStateException("rules change by commands only");
        }
        try {
            audit.announce(entry(now, Map.of(), before, after, "begun"));
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            throw new AccessException(
                    "Nothing was changed, because the audit log could not be written (" + problem.what() + "). "
                            + problem.remedy() + ", then try again.",
                    e);
        }
    }

    private static AuditLog.Entry entry(
            Asked asked, Map<String, String> named, String before, String after, String outcome) {
        OperatorCommand command = asked.command();
        return new AuditLog.Entry(
                asked.actor(),
                command.getClass().getSimpleName(),
                CommandTexts.arguments(command, asked.naming(named)),
                CommandTexts.reason(command),
                before,
                after,
                outcome);
    }

    private void writeDown(Asked done, Result result) {
        try {
            audit.append(entry(
                    done,
                    result.named(),
                    result.before(),
                    result.after(),
                    result.outcome().text()));
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            String why = "The audit log could not be written (" + problem.what() + "): the last command is not in it. "
                    + problem.remedy() + ".";
            LOG.error("{}", why);
            // if the change was refused because of the same, that sentence says more
            diskProblem = diskProblem == null ? why : diskProblem;
        }
    }
}
