package org.wzp.relay.config;

/** The configuration can't be used. The message names the file, the line and column where there is one, and what to do. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean onCommandLine;

    public ConfigException(String message) {
        super(message);
        onCommandLine = false;
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
        onCommandLine = false;
    }

    private ConfigException(String message, boolean onCommandLine) {
        super(message);
        this.onCommandLine = onCommandLine;
    }

    /** @param flag such as {@code --listen} */
    static ConfigException onCommandLine(String flag, String what) {
        return new ConfigException(flag + " " + what, true);
    }

    /** Whether a flag is wrong, not the file. */
    public boolean isOnCommandLine() {
        return onCommandLine;
    }
}
