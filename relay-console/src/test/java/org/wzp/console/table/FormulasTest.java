package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulasTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1 2", "-a", "@a", "\t=1", " @a", "'=1", "''@a", "' =1"})
    void aFormulaGetsAnApostropheAndLosesItAgain(String text) {
        assertThat(Formulas.harmless(text)).isEqualTo("'" + text);
        assertThat(Formulas.original("'" + text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "''", "a=1", "'a'", "-3.5", "'-3.5", " a", "' "})
    void whatIsNoFormulaStaysAsItIs(String text) {
        assertThat(Formulas.harmless(text)).isEqualTo(text);
        assertThat(Formulas.original(text)).isEqualTo(text);
    }

    @Test
    void aFormulaThatSomebodyTypedIntoACellIsReadAsItIs() {
        assertThat(Formulas.original("@crew")).isEqualTo("@crew");
    }
}
