package org.wzp.relay.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where a relay keeps its files when nobody says otherwise: the place the platform has for a program's configuration. */
public final class HomeDirectory {
    private static final String NAME = "wzp-relay";

    private HomeDirectory() {}

    /**
     * @param environment such as {@code System.getenv()}
     * @param userHome the user's home directory
     * @param osName such as {@code System.getProperty("os.name")}
     */
    public static Path of(Map<String, String> environment, Path userHome, String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            String roaming = environment.get("APPDATA");
            Path base = roaming == null || roaming.isBlank() ? userHome.resolve("AppData/Roaming") : Path.of(roaming);
            return base.resolve(NAME);
        }
        if (os.startsWith("mac") || os.startsWith("darwin")) {
            return userHome.resolve("Library/Application Support").resolve(NAME);
        }
        String configured = environment.get("XDG_CONFIG_HOME");
        // the XDG base directory specification says that a relative path is to be ignored
        Path base = configured == null || !Path.of(configured).isAbsolute()
                ? userHome.resolve(".config")
                : Path.of(configured);
        return base.resolve(NAME);
    }

    /** This process's. */
    public static Path ofThisUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", ".")), System.getProperty("os.name", ""));
    }
}
