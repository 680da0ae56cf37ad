package org.wzp.console.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.text.StartWords;

class ConfiguredRelayTest {
    /** S1, of what comes before the start: any fault ends in a state and a sentence. */
    @Test
    void aConfigurationThatMakesTheReaderFailIsToldInWords() {
        ConfiguredRelay relay = new ConfiguredRelay(
                () -> {
                    throw new StackOverflowError("on purpose");
                },
                InstantSource.system());
        assertThatThrownBy(relay::start).isInstanceOf(RelayStartException.class).hasMessageContaining("on purpose");
        assertThat(relay.snapshot().state()).isEqualTo(RelayState.FAILED);
        assertThat(relay.snapshot().failure()).hasValueSatisfying(why -> assertThat(StartWords.english(why.cause()))
                .startsWith("The configuration can't be read because of a fault"));
    }
}
