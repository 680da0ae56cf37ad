package org.wzp.console.app;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a file in the program that this desktop has for such files. Waits a few seconds for it: not for the window's thread.
 *
 * @param command to which the file is added as the last word
 */
public record FileOpener(List<String> command) {
    private static final Logger LOG = LoggerFactory.getLogger(FileOpener.class);
    /** Whoever has not given up by then has opened it: some of these programs stay until the editor is closed. */
    private static final long PATIENCE_SECONDS = 5;

    public FileOpener {
        command = List.copyOf(command);
    }

    static FileOpener ofThisDesktop() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return new FileOpener(List.of("notepad.exe"));
        }
        return new FileOpener(system.startsWith("mac") ? List.of("open", "-t") : List.of("xdg-open"));
    }

    /** Returns whether something has opened it. */
    boolean open(Path file) {
        List<String> words = Stream.concat(
                        command.stream(), Stream.of(file.toAbsolutePath().toString()))
                .toList();
        try {
            Process opening = new ProcessBuilder(words)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return !opening.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || opening.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("{} can't be opened by itself: {}", file, e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
