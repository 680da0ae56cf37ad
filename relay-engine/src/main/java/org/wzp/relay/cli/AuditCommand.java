package org.wzp.relay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.telemetry.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks the chain of an audit log. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Checks that no line of an audit log was changed or taken out.")
final class AuditCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The audit log, audit.jsonl in the relay's home.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        if (spec == null || file == null) {
            throw new IllegalStateException("run through the command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            Optional<AuditLog.Broken> broken = AuditLog.verify(file);
            out.println(broken.map(at -> file + ", line " + at.line() + ": " + at.why() + ".")
                    .orElse(file + ": every line fits the one before."));
            return broken.isPresent() ? 1 : 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println(file + " can't be read (" + e.getMessage() + ").");
            return 1;
        }
    }
}
