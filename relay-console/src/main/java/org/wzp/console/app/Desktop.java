package org.wzp.console.app;

import java.util.Optional;
import org.wzp.console.shell.Tray;
import org.wzp.console.state.LoginStart;

/**
 * What the window uses of the desktop that it is on.
 *
 * @param login empty where the console can't be started at login
 */
public record Desktop(FileOpener opener, Tray tray, Optional<LoginStart> login) {
    /** The one of this machine, which starts nothing at login. */
    static Desktop here() {
        return new Desktop(FileOpener.ofThisDesktop(), new DesktopTray(), Optional.empty());
    }

    /** The same that opens files otherwise. */
    public Desktop opening(FileOpener other) {
        return new Desktop(other, tray, login);
    }

    /** The same with another tray. */
    public Desktop goingTo(Tray other) {
        return new Desktop(opener, other, login);
    }

    /** The same with a start at login. */
    public Desktop starting(Optional<LoginStart> other) {
        return new Desktop(opener, tray, other);
    }
}
