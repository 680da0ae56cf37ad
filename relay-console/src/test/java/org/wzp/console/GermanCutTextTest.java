package org.wzp.console;

import org.wzp.console.text.Language;

/** German words are longer. */
class GermanCutTextTest extends CutTextTest {
    @Override
    protected Language language() {
        return Language.GERMAN;
    }
}
