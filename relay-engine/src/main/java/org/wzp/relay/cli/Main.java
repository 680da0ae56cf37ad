package org.wzp.relay.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Without a command it is {@code relay}, as the reference's flags expect. */
@Command(
        name = "wzp-relay",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "A voice relay for wzp clients.",
        subcommands = {RelayCommand.class, AuditCommand.class, ClientCommand.class, LoadCommand.class})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    Main() {
        spec = CommandSpec.create();
    }

    /** What {@code --version} prints: name and build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {org.wzp.relay.engine.BuildText.get()};
        }
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
    }

    /** Runs one command; returns the exit status: 0 done, 1 failed, 2 the words were wrong. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine line =
                new CommandLine(new Main()).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
        boolean named = arguments.length > 0
                && (line.getSubcommands().containsKey(arguments[0])
                        || Arrays.asList("-h", "--help", "-V", "--version").contains(arguments[0]));
        if (named) {
            return line.execute(arguments);
        }
        String[] relay = new String[arguments.length + 1];
        relay[0] = "relay";
        System.arraycopy(arguments, 0, relay, 1, arguments.length);
        return line.execute(relay);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
