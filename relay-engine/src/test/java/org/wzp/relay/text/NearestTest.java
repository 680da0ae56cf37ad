package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("stop_seconds", "max_sessions", "signals");

    @ParameterizedTest
    @ValueSource(strings = {"max_sessions", "max_sesions", "max_sessionss", "maxsessions", "mix_sesions", "ax_session"})
    void twoWrongLettersAreForgiven(String written) {
        assertThat(Nearest.of(written, KNOWN)).contains("max_sessions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maxsesions_", "colour", "sessions"})
    void whatIsFartherIsNobody(String written) {
        assertThat(Nearest.of(written, KNOWN)).isEmpty();
    }

    @Test
    void theClosestIsMeant() {
        assertThat(Nearest.of("signal", List.of("signs", "signals", "signalss")))
                .contains("signals");
    }
}
