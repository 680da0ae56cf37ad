package org.wzp.relay.config;

/** A value that a setting can't have. The message goes after the setting's key or flag and ends with a full stop. */
public final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String what) {
        super(what, null, false, false);
    }

    /** @param shown the value, printable and of limited length */
    static Unfit value(String shown, String allowed) {
        return new Unfit("is " + shown + ", but must be " + allowed + ".");
    }

    /** Such as {@code must be a whole number from 1 to 3600.} */
    public String what() {
        return String.valueOf(getMessage());
    }
}
