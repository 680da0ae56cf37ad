package org.wzp.relay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.telemetry.AuditLog;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
            description = "Checks that no line of an audit log was changed or taken out.")
    int verify(
            @Parameters(paramLabel = "FILE", description = "The audit log, audit.jsonl in the relay's home.")
                    Path file) {
        if (spec == null) {
            throw new IllegalStateException("run through the command line");
        }
        CommandLine line = spec.commandLine();
        try {
            Optional<AuditLog.Broken> broken = AuditLog.verify(file);
            line.getOut()
                    .println(broken.map(at -> file + ", line " + at.line() + ": " + at.why() + ".")
                            .orElse(file + ": every line fits the one before."));
            return broken.isPresent() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
        } catch (IOException e) {
            line.getErr()
                    .println(file + " can't be read (" + FileProblem.of(e).what()
                            + "). Name the audit.jsonl in the relay's home.");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
