package org.wzp.console.federation;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.FederationCommand;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.FederationWords;

/** A relay that knocked and that the operator is about to trust. */
final class TrustDraft {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final KnockStatus knock;
    private final boolean forAnHour;
    private final StringProperty label = new SimpleStringProperty("");

    /** @param forAnHour rather than for good */
    TrustDraft(KnockStatus knock, boolean forAnHour) {
        this.knock = knock;
        this.forAnHour = forAnHour;
    }

    String fingerprint() {
        return knock.fingerprint();
    }

    /** What the relay is called as long as it has no name. */
    String shortened() {
        return FederationWords.shortened(knock.fingerprint());
    }

    /** What people will see of it; empty for the start of its fingerprint. */
    StringProperty label() {
        return label;
    }

    /** What will come of it. */
    ObservableValue<String> outcome() {
        return Bindings.createStringBinding(
                () -> Texts.of(
                        knock.proven() ? "trust.outcome" : "trust.outcome.claimed",
                        label.get().isBlank()
                                ? shortened()
                                : Cut.ALIAS.of(label.get().strip()),
                        Texts.of(forAnHour ? "term.hour" : "term.for-good")),
                label);
    }

    FederationCommand command() {
        return new TrustRelay(
                knock.fingerprint(), label.get().strip(), forAnHour ? Optional.of(AN_HOUR) : Optional.empty());
    }
}
