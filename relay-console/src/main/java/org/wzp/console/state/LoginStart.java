package org.wzp.console.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wzp.console.text.Texts;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.FileProblem;

/**
 * Whether the console starts when its operator logs in: a file of the desktop's own (freedesktop.org, Desktop Application
 * Autostart Specification), which is there or not. For Linux only; may block.
 */
public final class LoginStart {
    static final String FILE = "org.wzp.relay.desktop";

    private final AtomicFile file;
    private final List<String> command;

    /** @param command starts this console, the program first */
    LoginStart(Path folder, List<String> command) {
        this.file = new AtomicFile(folder.resolve(FILE));
        this.command = List.copyOf(command);
    }

    /**
     * That of this user; empty where the desktop is another one, or what starts this console is not known.
     *
     * @param more words of the command line that say which relay is meant
     */
    public static Optional<LoginStart> ofThisUser(List<String> more) {
        String launcher = System.getProperty("wzp.launcher");
        String home = System.getProperty("user.home");
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
        if (!linux || launcher == null || home == null) {
            return Optional.empty();
        }
        List<String> command =
                Stream.concat(Stream.of(launcher, "console"), more.stream()).toList();
        return Optional.of(new LoginStart(configurationOf(Path.of(home), System.getenv("XDG_CONFIG_HOME")), command));
    }

    private static Path configurationOf(Path home, @Nullable String named) {
        Path folder = named == null || named.isEmpty() ? home.resolve(".config") : Path.of(named);
        return folder.resolve("autostart");
    }

    public boolean isOn() {
        return Files.exists(file.path());
    }

    /** @return what keeps it from being so, as {@code this user has no permission}; empty when it is */
    public Optional<String> set(boolean on) {
        try {
            if (on) {
                Path folder = file.path().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                file.replace(entry().getBytes(StandardCharsets.UTF_8));
            } else {
                Files.deleteIfExists(file.path());
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(FileProblem.of(e).what(Texts.speech()));
        }
    }

    private String entry() {
        return """
                [Desktop Entry]
                Type=Application
                Name=WZP Relay Console
                Exec=%s
                Icon=wzp-relay
                Terminal=false
                """.replace("%s", command.stream().map(LoginStart::quoted).collect(Collectors.joining(" ")));
    }

    /** As the Desktop Entry Specification has it for Exec: a word in quotes, and the whole escaped as a string once more. */
    private static String quoted(String word) {
        String inQuotes = word.replaceAll("([\"`$\\\\])", "\\\\$1").replace("%", "%%");
        return "\"" + inQuotes.replace("\\", "\\\\") + "\"";
    }
}
