package org.wzp.relay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.IdentityFile;
import org.wzp.relay.identity.IdentityFileException;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.telemetry.AuditCheck;
import org.wzp.relay.text.AuditProblemWords;
import org.wzp.relay.text.Numbers;
import org.wzp.relay.text.Speech;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done with an audit log. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "Checks an audit log.")
final class AuditCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: audit verify FILE");
        }
    }

    /** @return 0 when every line fits, else 1 */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks that no line of an audit log was changed, taken out, cut off or added, by the anchor"
                    + " beside it, which the relay has signed.")
    int verify(
            @Parameters(paramLabel = "FILE", description = "The audit log, audit.jsonl in the relay's home.") Path file,
            @Option(
                            names = {"-i", "--identity"},
                            paramLabel = "SEED",
                            description = "The relay's identity file; relay-identity beside the log without.")
                    @Nullable
                    Path identity,
            @Option(
                            names = "--fingerprint",
                            paramLabel = "TEXT",
                            description = "The relay's identity fingerprint, where its identity file is not at hand.")
                    @Nullable
                    String fingerprint) {
        if (spec == null) {
            throw new IllegalStateException("run through the command line");
        }
        CommandLine line = spec.commandLine();
        try {
            AuditCheck.Report report = AuditCheck.of(file, expected(file, identity, fingerprint));
            for (AuditCheck.Finding finding : report.findings()) {
                String where = finding.line() == 0 ? "" : ", line " + finding.line();
                line.getOut().println(file + where + ": " + AuditProblemWords.of(finding.what(), Speech.ENGLISH) + ".");
            }
            if (report.more() > 0) {
                line.getOut().println(file + ": " + Numbers.whole(report.more()) + " more lines like these.");
            }
            if (!report.fits()) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            line.getOut().println(file + ": every line fits the one before" + end(report));
            return CommandLine.ExitCode.OK;
        } catch (IdentityFileException e) {
            line.getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (IOException e) {
            line.getErr()
                    .println(file + " can't be read (" + FileProblem.of(e).what()
                            + "). Name the audit.jsonl in the relay's home.");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Whose log it should be; empty when nobody says and no identity is beside it. */
    private Optional<Fingerprint> expected(Path log, @Nullable Path identity, @Nullable String fingerprint)
            throws IdentityFileException {
        if (fingerprint != null) {
            return Optional.of(Fingerprint.parse(fingerprint)
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            Objects.requireNonNull(spec).commandLine(),
                            "--fingerprint must be eight groups of four hex digits with colons between.")));
        }
        Path seed = identity != null ? identity : log.resolveSibling("relay-identity");
        return identity == null && Files.notExists(seed)
                ? Optional.empty()
                : Optional.of(Identity.of(IdentityFile.load(seed)).fingerprint());
    }

    private static String end(AuditCheck.Report report) {
        return switch (report.anchor()) {
            case OURS ->
                ", and the last is the one that the relay has signed (" + Numbers.whole(report.lines()) + " lines).";
            case WHOSE_IS_UNKNOWN ->
                ", and the last is the one that was signed by "
                        + report.signer().map(Fingerprint::text).orElse("")
                        + ". Compare that with the relay's identity fingerprint, or say --identity or --fingerprint.";
            case NONE ->
                ". It has no anchor, as before there were any, so whether its last lines are missing can't be told.";
        };
    }
}
