package org.wzp.relay.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a relay keeps its files when nobody says otherwise: the place the platform has for a program's configuration. */
public final class HomeDirectory {
    private static final String NAME = "wzp-relay";

    private HomeDirectory() {}

    /**
     * Empty when this user has no directory of its own: a relative one would be another wherever the program is started, and
     * {@code /} belongs to the system.
     *
     * @param environment such as {@code System.getenv()}
     * @param userHome the user's home directory
     * @param osName such as {@code System.getProperty("os.name")}
     */
    public static Optional<Path> of(Map<String, String> environment, Path userHome, String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return chosen(environment, "APPDATA", userHome, "AppData/Roaming");
        }
        if (os.startsWith("mac") || os.startsWith("darwin")) {
            return own(userHome, "Library/Application Support");
        }
        // the XDG base directory specification says that a relative path is to be ignored
        return chosen(environment, "XDG_CONFIG_HOME", userHome, ".config");
    }

    private static Optional<Path> chosen(
            Map<String, String> environment, String name, Path userHome, String otherwise) {
        String configured = environment.get(name);
        return configured != null && Path.of(configured).isAbsolute()
                ? Optional.of(Path.of(configured).resolve(NAME))
                : own(userHome, otherwise);
    }

    private static Optional<Path> own(Path userHome, String place) {
        return userHome.isAbsolute() && userHome.getNameCount() > 0
                ? Optional.of(userHome.resolve(place).resolve(NAME))
                : Optional.empty();
    }

    /** This process's. For a user without an entry and without HOME, Java says {@code ?}. */
    public static Optional<Path> ofThisUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", "?")), System.getProperty("os.name", ""));
    }
}
