package org.wzp.console;

import javafx.application.Application;
import org.wzp.relay.cli.FilesLimit;
import picocli.CommandLine;

/**
 * Where the console starts. Doesn't extend {@link Application}: such a class can't be started from the class path, and
 * everything but JavaFX runs from there.
 */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) {
        FilesLimit.problem().ifPresent(problem -> {
            System.err.println(problem);
            System.exit(1);
        });
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
