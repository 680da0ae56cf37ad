package org.wzp.console.app;

import java.io.IOException;
import java.nio.file.Path;
import javafx.application.Application;
import picocli.CommandLine;

/** Does what the command line asks for: help, or the window. */
final class ConsoleCommand {
    private ConsoleCommand() {}

    static void run(String[] arguments) {
        ConsoleOptions options = new ConsoleOptions();
        CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            line.parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            System.err.println(e.getMessage());
            System.err.println("Run with --help to see every option.");
            System.exit(line.getCommandSpec().exitCodeOnInvalidInput());
        }
        if (line.isUsageHelpRequested()) {
            line.usage(System.out);
        } else if (line.isVersionHelpRequested()) {
            line.printVersionHelp(System.out);
        } else {
            // closed here as well, for the case that there is no display
            try (WorkingHome home = home(options)) {
                // a saved hour is not this relay's window, and may be open beside it
                if (options.open().isEmpty()
                        && home.folder().filter(SingleInstance::raise).isPresent()) {
                    System.err.println("The window of this relay is open already; it was brought to the front.");
                    return;
                }
                ConsoleApp.options(options, home);
                Application.launch(ConsoleApp.class, arguments);
            }
        }
    }

    private static WorkingHome home(ConsoleOptions options) {
        try {
            return WorkingHome.of(options, Path.of(System.getProperty("java.io.tmpdir")));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            throw new AssertionError("the process has ended", e);
        }
    }
}
