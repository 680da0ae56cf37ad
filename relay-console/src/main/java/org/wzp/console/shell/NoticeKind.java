package org.wzp.console.shell;

import java.util.Locale;
import org.wzp.console.text.Texts;

/** What needs the operator and is told in the window, whichever view it shows. Each can be switched off. */
public enum NoticeKind {
    /** Somebody was turned away because they are not on a room's list. */
    TURNED_AWAY("notice-kind.turned-away"),
    /** An unknown relay wants a link. */
    KNOCK("notice-kind.knock"),
    LINK_LOST("notice-kind.link-lost"),
    /** Whatever keeps the relay from doing its work, such as a full disk. */
    TROUBLE("notice-kind.trouble");

    private final String textKey;

    NoticeKind(String textKey) {
        this.textKey = textKey;
    }

    public String text() {
        return Texts.of(textKey);
    }

    /** As files and tests call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
