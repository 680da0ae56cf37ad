package org.wzp.relay.config;

import org.wzp.relay.api.Misfit;
import org.wzp.relay.text.MisfitWords;
import org.wzp.relay.text.Speech;

/** A value that a setting can't have. The message goes after the setting's key or flag and ends with a full stop. */
public sealed class Unfit extends Exception permits UnfitTable {
    private static final long serialVersionUID = 1L;

    private final transient Misfit misfit;

    Unfit(Misfit misfit) {
        this(misfit, MisfitWords.of(misfit, Speech.ENGLISH));
    }

    Unfit(Misfit misfit, String words) {
        super(words, null, false, false);
        this.misfit = misfit;
    }

    /** Such as {@code must be a whole number from 1 to 3600.} */
    public String what() {
        return String.valueOf(getMessage());
    }

    /** The same in values. */
    public Misfit misfit() {
        return misfit;
    }
}
