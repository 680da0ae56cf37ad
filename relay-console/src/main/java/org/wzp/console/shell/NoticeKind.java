package org.wzp.console.shell;

import java.util.Locale;
import org.wzp.console.text.Texts;

/** What needs the operator and is told in the window, whichever view it shows. Each can be switched off. */
public enum NoticeKind {
    /** Somebody was turned away because they are not on a room's list. */
    TURNED_AWAY,
    /** An unknown relay wants a link. */
    KNOCK,
    LINK_LOST,
    /** Whatever keeps the relay from doing its work, such as a full disk. */
    TROUBLE;

    public String text() {
        return Texts.of("notice-kind." + id());
    }

    /** As files and tests call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
