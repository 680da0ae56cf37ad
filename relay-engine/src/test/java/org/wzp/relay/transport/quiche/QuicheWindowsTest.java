package org.wzp.relay.transport.quiche;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** That they are kept is in {@code cases.A1StreamGapsTest}, over real connections. */
@EnabledOnOs(OS.LINUX)
class QuicheWindowsTest {
    @Test
    void theCodecOnTheClassPathHasTheFunctionsThatKeepWindows() {
        assertThat(QuicheWindows.bounded()).isTrue();
    }

    @Test
    void functionThatIsNotInTheLibraryIsNotGivenOut() {
        assertThat(QuicheLibrary.missing()).as("loaded").isEmpty();
        Optional<LibraryFile> library = LibraryFile.ofTheCodec();
        assertThat(library).isPresent();
        assertThat(library.get().function("quiche_config_set_max_stream_window"))
                .isPresent();
        assertThat(library.get().function("quiche_config_set_max_stream_windo")).isEmpty();
        assertThat(library.get().function("quiche_config_set_max_stream_windows"))
                .isEmpty();
    }

    @Test
    void whatTheCodecKeepsToItselfIsFound() {
        assertThat(QuicheCodec.missing()).isEmpty();
    }
}
