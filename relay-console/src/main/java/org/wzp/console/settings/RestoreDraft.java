package org.wzp.console.settings;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.SecretSeed;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Mnemonic;
import org.wzp.relay.identity.Seed;

/** The 24 words as they are being typed. Knows no control. JavaFX thread only. */
final class RestoreDraft {
    private final String now;
    private final StringProperty words = new SimpleStringProperty("");

    /** @param now fingerprint that the relay has; empty when nobody knows */
    RestoreDraft(String now) {
        this.now = now;
    }

    StringProperty words() {
        return words;
    }

    private Optional<Seed> seed() {
        return Mnemonic.parse(words.get());
    }

    private Optional<String> fingerprint() {
        return seed().map(seed -> Identity.of(seed).fingerprint().text());
    }

    /** How far it is, and in the end whose words they are. */
    StringBinding outcome() {
        return Bindings.createStringBinding(
                () -> {
                    int typed = words.get().isBlank() ? 0 : words.get().strip().split("\\s+", -1).length;
                    if (typed != Mnemonic.WORDS) {
                        return Texts.of("identity.restore.count", typed);
                    }
                    return fingerprint()
                            .map(found -> found.equals(now)
                                    ? Texts.of("identity.restore.same")
                                    : Texts.of("identity.restore.found", found))
                            .orElseGet(() -> Texts.of("identity.restore.wrong"));
                },
                words);
    }

    BooleanBinding possible() {
        return Bindings.createBooleanBinding(
                () -> fingerprint().filter(found -> !found.equals(now)).isPresent(), words);
    }

    /** Empty unless {@link #possible}. */
    Optional<SecretSeed> secret() {
        return seed().map(seed -> new SecretSeed(seed.bytes()));
    }
}
