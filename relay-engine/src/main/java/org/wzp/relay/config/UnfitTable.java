package org.wzp.relay.config;

import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.text.MistakeWords;
import org.wzp.relay.text.Speech;

/** A table that is none of those that there may be. The message is a sentence that names it. */
public final class UnfitTable extends Unfit {
    private static final long serialVersionUID = 1L;

    private final transient ConfigMistake.What mistake;

    UnfitTable(ConfigMistake.What mistake) {
        this(mistake, MistakeWords.what(mistake, Speech.ENGLISH));
    }

    private UnfitTable(ConfigMistake.What mistake, String sentence) {
        super(new Misfit.Told(sentence), sentence);
        this.mistake = mistake;
    }

    /** The sentence in values. */
    public ConfigMistake.What mistake() {
        return mistake;
    }
}
