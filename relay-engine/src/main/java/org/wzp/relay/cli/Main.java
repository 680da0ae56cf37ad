package org.wzp.relay.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.text.BuildText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Without a command it is {@code relay}, as the reference's flags expect. */
@Command(
        name = "wzp-relay",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "A voice relay for wzp clients. Without a command: relay.")
public final class Main implements Runnable {
    private static final List<String> WITHOUT_COMMAND = List.of("-h", "--help", "-V", "--version");

    @Spec
    private CommandSpec spec;

    Main() {
        spec = CommandSpec.create();
    }

    /** What {@code --version} prints: name and build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {BuildText.get()};
        }
    }

    public static void main(String[] arguments) {
        Optional<String> problem = FilesLimit.problem();
        if (problem.isPresent()) {
            System.err.println(problem.get());
            System.exit(1);
        }
        System.exit(statusOf(() -> run(
                arguments,
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()))));
    }

    /**
     * The exit status of a command, also when an {@link Error} ends it, such as no memory: picocli lets that through, and a
     * relay whose main thread has ended would stay with nobody who sees that it failed.
     */
    static int statusOf(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (Error e) {
            try {
                System.err.println("wzp-relay failed: " + e);
            } catch (Error _) {
                // without memory even words can be missing: what counts is the end
            }
            return RelayCommand.FAILED;
        }
    }

    /** Runs one command; returns the exit status: 0 done, 1 failed, 2 the words were wrong. */
    static int run(String[] given, PrintWriter out, PrintWriter err) {
        String first = given.length > 0 ? given[0] : "";
        boolean about = WITHOUT_COMMAND.contains(first);
        String[] arguments = given;
        if (!about && !Commands.has(first)) {
            arguments = new String[given.length + 1];
            arguments[0] = Commands.RELAY;
            System.arraycopy(given, 0, arguments, 1, given.length);
        }
        CommandLine line = (about ? Commands.all() : Commands.one(arguments[0]))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, wrong) -> {
                    err.println(problem.getMessage());
                    var _ = CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
                    problem.getCommandLine().usage(err);
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    // looked up here, so that nothing of a library is needed before main
                    Logger log = LoggerFactory.getLogger(Main.class);
                    log.error("A command failed.", problem);
                    err.println("wzp-relay failed because of a fault of its own (" + problem
                            + "). The log has the details; please report it.");
                    return CommandLine.ExitCode.SOFTWARE;
                });
        return line.execute(arguments);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
