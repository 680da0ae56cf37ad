package org.wzp.relay.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayCommand.ReplaceIdentity;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEffect;
import org.wzp.relay.api.SecretSeed;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.IdentityFile;
import org.wzp.relay.identity.IdentityFileException;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.storage.HomeLock;
import org.wzp.relay.telemetry.AuditLog;
import org.wzp.relay.text.AuditWords;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Named;
import org.wzp.relay.text.OutcomeWords;

/**
 * Gives a stopped relay another identity, with a line in the audit log. The former identity signs the line that says so before
 * it is done, the new one what comes after; a run that is killed in between leaves a log that says that another identity has
 * signed it. A seed that can't be read any more is replaced as well: that is what the words are for. Run it under the
 * {@link HomeLock}.
 */
final class IdentityReplacement {
    private final RelayConfig config;
    private final RelayTime time;
    private final LockLedger ledger;

    IdentityReplacement(RelayConfig config, RelayTime time, LockLedger ledger) {
        this.config = config;
        this.time = time;
        this.ledger = ledger;
    }

    Outcome carryOut(String actor, ReplaceIdentity command) {
        Seed next =
                command.seed().map(given -> Seed.of(given.bytes())).orElseGet(() -> Seed.random(new SecureRandom()));
        Optional<Seed> former = former();
        String who = Cut.ACTOR.of(actor);
        Path log = config.home().resolve(AuditLog.FILE);
        String after = fingerprint(next);
        Optional<String> before = former.map(IdentityReplacement::fingerprint);
        try {
            RelayEffect begun = new RelayEffect.IdentityReplaced(before, after, Optional.empty());
            audit(former.orElse(next), log).append(entry(who, command, done(begun, former), "begun"));
            Optional<Path> kept = IdentityFile.replace(config.identityFile(), next);
            if (former.isPresent()) {
                AuditLog.handOver(log, Identity.of(former.get()), Identity.of(next));
            }
            Outcome outcome = done(new RelayEffect.IdentityReplaced(before, after, kept.map(Path::toString)), former);
            audit(next, log).append(entry(who, command, outcome, OutcomeWords.of(outcome)));
            return outcome;
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            return new Outcome.Refused(
                    new Objection.NotWritten(config.identityFile().toString(), problem.trouble(), problem.detail()));
        }
    }

    private Optional<Seed> former() {
        try {
            return Optional.of(IdentityFile.load(config.identityFile()));
        } catch (IdentityFileException e) {
            return Optional.empty();
        }
    }

    private static String fingerprint(Seed seed) {
        Fingerprint fingerprint = Identity.of(seed).fingerprint();
        return fingerprint.text();
    }

    private static Outcome done(RelayEffect effect, Optional<Seed> former) {
        return new Outcome.Done(
                effect, former.map(seed -> new ReplaceIdentity(Optional.of(new SecretSeed(seed.bytes())))));
    }

    private AuditLog audit(Seed signer, Path file) throws IOException {
        return AuditLog.open(file, time.wall(), ledger.lock("audit log"), Identity.of(signer));
    }

    private static AuditLog.Entry entry(String actor, ReplaceIdentity command, Outcome state, String outcome) {
        return new AuditLog.Entry(
                actor,
                command.getClass().getSimpleName(),
                AuditWords.arguments(command, Named.NOBODY),
                "",
                AuditWords.before(state),
                AuditWords.after(state),
                outcome);
    }
}
