package org.wzp.console.app;

import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import java.net.URL;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.shell.Tray;
import org.wzp.console.text.Texts;

/**
 * The tray as Java's window toolkit knows it: on Windows and macOS always, on Linux where the desktop shows icons of the older
 * kind (XEmbed). The toolkit is loaded at the first use, never at the start. Any thread, one at a time.
 */
final class DesktopTray implements Tray {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopTray.class);

    private @Nullable TrayIcon icon;

    @Override
    public synchronized boolean enter(Entry entry) {
        if (icon != null) {
            return true;
        }
        try {
            if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
                return false;
            }
            TrayIcon made = icon(entry);
            SystemTray.getSystemTray().add(made);
            icon = made;
            return true;
        } catch (AWTException | AWTError | LinkageError | RuntimeException e) {
            LOG.info("The window can't go to the tray: {}", e.toString());
            return false;
        }
    }

    private static TrayIcon icon(Entry entry) {
        URL file = Objects.requireNonNull(DesktopTray.class.getResource("/org/wzp/console/icons/icon-32.png"));
        Image image = Toolkit.getDefaultToolkit().getImage(file);
        PopupMenu menu = new PopupMenu();
        menu.add(item(Texts.of("tray.open"), entry.open()));
        menu.add(item(Texts.of("tray.quit"), entry.quit()));
        TrayIcon made = new TrayIcon(image, Texts.of("app.name"), menu);
        made.setImageAutoSize(true);
        made.addActionListener(event -> entry.open().run());
        return made;
    }

    private static MenuItem item(String text, Runnable then) {
        MenuItem item = new MenuItem(text);
        item.addActionListener(event -> then.run());
        return item;
    }

    @Override
    public synchronized void say(String text) {
        TrayIcon shown = icon;
        if (shown != null) {
            shown.displayMessage(Texts.of("app.name"), text, TrayIcon.MessageType.INFO);
        }
    }

    @Override
    public synchronized void leave() {
        TrayIcon shown = icon;
        icon = null;
        if (shown != null) {
            SystemTray.getSystemTray().remove(shown);
        }
    }
}
