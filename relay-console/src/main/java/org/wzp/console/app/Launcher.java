package org.wzp.console.app;

import javafx.application.Application;
import org.wzp.relay.cli.FilesLimit;

/**
 * Where the console starts. Doesn't extend {@link Application}: such a class can't be started from the class path, and
 * everything but JavaFX runs from there. Names no class of a library: with too few open files none can be loaded, and the
 * sentence about that must come first.
 */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) {
        FilesLimit.problem().ifPresent(problem -> {
            System.err.println(problem);
            System.exit(1);
        });
        ConsoleCommand.run(arguments);
    }
}
