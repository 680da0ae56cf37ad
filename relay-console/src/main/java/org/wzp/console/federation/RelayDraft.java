package org.wzp.console.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.FederationCommand;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.StopDialling;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.text.Cut;
import org.wzp.relay.wire.HostPort;

/** A relay that the operator is about to add or change: with an address it is dialled, without one it may dial. */
final class RelayDraft {
    private final StringProperty url = new SimpleStringProperty("");
    private final StringProperty fingerprint = new SimpleStringProperty("");
    private final StringProperty label = new SimpleStringProperty("");

    private final Optional<PeerStatus> known;
    private final Instant at;

    /** @param at the moment of what is known, by the relay's clock */
    RelayDraft(Optional<PeerStatus> known, Instant at) {
        this.known = known;
        this.at = at;
        known.ifPresent(peer -> {
            peer.url().ifPresent(url::set);
            fingerprint.set(peer.fingerprint());
            label.set(peer.label());
        });
    }

    StringProperty url() {
        return url;
    }

    StringProperty fingerprint() {
        return fingerprint;
    }

    StringProperty label() {
        return label;
    }

    /** Whether enough is said; the relay checks the rest, and says what is wrong. */
    BooleanBinding possible() {
        return Bindings.createBooleanBinding(() -> !fingerprint.get().isBlank(), fingerprint);
    }

    /** What will come of it. */
    ObservableValue<String> outcome() {
        return Bindings.createStringBinding(
                () -> url.get().isBlank()
                        ? Texts.of("relay.outcome.trust", called())
                        : Texts.of(
                                "relay.outcome.dial",
                                called(),
                                Cut.VALUE.of(url.get().strip())),
                url,
                label);
    }

    private String called() {
        return label.get().isBlank()
                ? Texts.of("relay.this-one")
                : Cut.ALIAS.of(label.get().strip());
    }

    /** What is changed: of a relay that is known, nothing that the fields don't say stays behind. */
    List<FederationCommand> commands() {
        List<FederationCommand> wanted = new ArrayList<>();
        boolean dialled = !url.get().isBlank();
        known.ifPresent(peer -> {
            if (!isStill(peer) && isRight()) {
                // the same relay with another certificate: the old one must not stay trusted
                wanted.addAll(FederationViewModel.removing(peer));
            } else if (isStill(peer) && peer.trust().dialled() && !dialled) {
                wanted.add(new StopDialling(peer.fingerprint()));
            }
        });
        wanted.add(
                dialled
                        ? new DialRelay(url.get(), fingerprint.get(), label.get())
                        : new TrustRelay(fingerprint.get(), label.get(), term()));
        return wanted;
    }

    /** Whether the relay will take it; what it refuses must not have taken the old one away. */
    private boolean isRight() {
        return TlsFingerprint.parse(fingerprint.get()).isPresent()
                && (url.get().isBlank() || HostPort.parse(url.get()).isPresent());
    }

    private boolean isStill(PeerStatus peer) {
        return TlsFingerprint.parse(fingerprint.get())
                .filter(same -> same.normalized().equals(peer.fingerprint()))
                .isPresent();
    }

    /** Another name makes trust for an hour no trust for good. */
    private Optional<Duration> term() {
        return known.filter(this::isStill)
                .flatMap(peer -> peer.trust().until())
                .filter(until -> until.isAfter(at))
                .map(until -> Duration.between(at, until));
    }
}
