package org.wzp.relay.operator;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.AddressBook;
import org.wzp.relay.api.AuditTrail;
import org.wzp.relay.api.Effect;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayEffect;
import org.wzp.relay.api.RuleChange;
import org.wzp.relay.config.SettingsSection;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.federation.FederationStore;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.telemetry.AuditLog;
import org.wzp.relay.text.AuditWords;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Named;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.OutcomeWords;
import org.wzp.relay.text.Speech;

/**
 * Carries out what operators ask for, one command after the other, and writes an audit line for each, also for those that
 * were refused. A change of a rule, or of what is known of other relays, has a line of its own before it is made, so that
 * nothing is ever in force without one: if that line can't be written, all stays as it was. A kick without a hold and a room
 * that is emptied change no rule; they are carried out also when the line can't be written, and the operator is told, because
 * a full disk must not protect who disturbs a room. Runs on the callers' threads and waits for the disk: never call it on an event loop.
 */
public final class CommandDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(CommandDispatcher.class);
    private final CommandHandlers handlers;
    private final AuditLog audit;
    private final NamedLock lock;
    /** What is being carried out; under the lock. */
    private @Nullable Asked asked;
    /** Written under the lock, read by the engine thread. */
    private volatile @Nullable Notice diskProblem;

    /** @param named whom it names: looked up before it is carried out, for who was removed is known no more */
    private record Asked(String actor, OperatorCommand command, Named named) {}

    /** What commands change for good; each change is written down before it is made. */
    record Stores(AccessList access, AddressBook book, FederationStore federation, SettingsSection settings) {}

    /** @param diskProblem what keeps commands from being written down, as far as it is known before the first */
    CommandDispatcher(
            CommandHandlers handlers,
            Stores stores,
            AuditLog audit,
            NamedLock lock,
            Optional<Notice.HomeNotWritable> diskProblem) {
        stores.access().witness(this::writeDownBefore);
        stores.book().witness(this::writeDownBefore);
        stores.federation().witness(this::writeDownBefore);
        stores.settings().witness(changes -> writeDownBefore(new RelayEffect.SettingsChanged(changes)));
        this.diskProblem = diskProblem.orElse(null);
        this.handlers = handlers;
        this.audit = audit;
        this.lock = lock;
    }

    /** Why the last command could not be written down, or the first could not be; empty when all is well. */
    public Optional<Notice> diskProblem() {
        return Optional.ofNullable(diskProblem);
    }

    public Outcome execute(String actor, OperatorCommand command) {
        return lock.call(() -> {
            String who = Cut.ACTOR.of(actor);
            diskProblem = null;
            Asked now = new Asked(who, command, handlers.named(command));
            asked = now;
            Outcome outcome;
            try {
                outcome = handlers.run(who, command);
            } catch (NotWrittenException e) {
                FileProblem problem = e.problem();
                Objection.NotWritten why = new Objection.NotWritten(e.file(), problem.trouble(), problem.detail());
                outcome = new Outcome.Refused(why);
                LOG.error("{}", OutcomeWords.of(outcome));
                diskProblem = new Notice.CommandNotWritten(why);
            } catch (RuntimeException e) {
                // a line in the audit log and a sentence for whoever asked: nothing is worse than no answer
                LOG.error("{} failed.", command.getClass().getSimpleName(), e);
                outcome = new Outcome.Refused(new Objection.Fault(e.toString()));
            }
            writeDown(now, outcome);
            return outcome;
        });
    }

    /** Called in the middle of a command, before a rule changes. */
    private void writeDownBefore(RuleChange change) throws NotWrittenException {
        writeDownBefore(AuditWords.before(change), AuditWords.after(change));
    }

    /** The same before anything changes about other relays, or in the settings. */
    private void writeDownBefore(Effect effect) throws NotWrittenException {
        Outcome wanted = new Outcome.Done(effect, Optional.empty());
        writeDownBefore(AuditWords.before(wanted), AuditWords.after(wanted));
    }

    private void writeDownBefore(String before, String after) throws NotWrittenException {
        Asked now = asked;
        if (now == null) {
            throw new IllegalStateException("rules change by commands only");
        }
        try {
            audit.announce(
                    entry(now, AuditWords.arguments(now.command(), now.named()), before, after, AuditTrail.Line.BEGUN));
        } catch (IOException e) {
            throw new NotWrittenException(Objection.NotWritten.AUDIT_LOG, e);
        }
    }

    private static AuditLog.Entry entry(
            Asked asked, Map<String, String> arguments, String before, String after, String outcome) {
        return new AuditLog.Entry(
                asked.actor(),
                asked.command().getClass().getSimpleName(),
                arguments,
                AuditWords.reason(asked.command()),
                before,
                after,
                outcome);
    }

    private void writeDown(Asked done, Outcome outcome) {
        try {
            audit.append(entry(
                    done,
                    AuditWords.arguments(done.command(), done.named(), outcome),
                    AuditWords.before(outcome),
                    AuditWords.after(outcome),
                    OutcomeWords.of(outcome)));
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            Notice why = new Notice.CommandNotInAuditLog(problem.trouble(), problem.detail());
            LOG.error("{}", NoticeWords.of(why, Speech.ENGLISH));
            // if the change was refused because of the same, that sentence says more
            diskProblem = diskProblem == null ? why : diskProblem;
        }
    }
}
