package org.wzp.relay.text;

import org.wzp.relay.api.FileTrouble;

/** What the operating system says about a file, and what helps. */
public final class FileWords {
    private FileWords() {}

    /**
     * Such as {@code this user has no permission}; fits in brackets.
     *
     * @param detail the path that is in the way, or the system's own words
     */
    public static String what(FileTrouble trouble, String detail, Speech speech) {
        return trouble == FileTrouble.OTHER ? detail : speech.say("file." + trouble.key(), detail);
    }

    /** Such as {@code Give this user access to it}; begins a sentence and has no full stop. */
    public static String remedy(FileTrouble trouble, Speech speech) {
        return speech.say("file." + trouble.key() + ".remedy");
    }
}
