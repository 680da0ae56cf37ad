package org.wzp.console;

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
            ConsoleApp.options(options);
            Application.launch(ConsoleApp.class, arguments);
        }
    }
}
