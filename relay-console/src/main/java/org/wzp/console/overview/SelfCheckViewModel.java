package org.wzp.console.overview;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.wzp.console.relay.ListenCheck.Answer;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.text.Addresses;

/** Whether people can reach the relay, as far as that can be known from this machine. JavaFX thread only. */
public final class SelfCheckViewModel {
    /** One finding. */
    enum Kind {
        GOOD,
        BAD,
        /** What can't be known from here. */
        NOTE
    }

    record Finding(Kind kind, String text) {}

    private final Function<List<InetSocketAddress>, List<Answer>> ask;
    private final Executor background;
    private final Executor windowThread;
    private final ReadOnlyObjectWrapper<List<Finding>> findings = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<InetSocketAddress>> listening =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private List<InetSocketAddress> addresses = List.of();

    /**
     * @param ask tries each address; may block
     * @param background where that is done
     */
    public SelfCheckViewModel(
            Function<List<InetSocketAddress>, List<Answer>> ask, Executor background, Executor windowThread) {
        this.ask = ask;
        this.background = background;
        this.windowThread = windowThread;
    }

    /** Findings are of one run of the relay at one address. */
    public void show(RelaySnapshot snapshot) {
        addresses = snapshot.endpoint().reachable();
        if (!snapshot.endpoint().listening().equals(listening.get())) {
            listening.set(snapshot.endpoint().listening());
            findings.set(listening.get().map(SelfCheckViewModel::bound).stream().toList());
        }
    }

    /** What is known; nothing while the relay does not run. */
    ReadOnlyObjectProperty<List<Finding>> findings() {
        return findings.getReadOnlyProperty();
    }

    /** Whether there is something to check. */
    BooleanBinding possible() {
        return checking.not()
                .and(Bindings.createBooleanBinding(() -> listening.get().isPresent(), listening));
    }

    /** Tries each address; returns at once. */
    void check() {
        Optional<InetSocketAddress> of = listening.get();
        if (checking.get() || of.isEmpty()) {
            return;
        }
        checking.set(true);
        List<InetSocketAddress> asked = addresses;
        background.execute(() -> {
            List<Answer> answers = ask.apply(asked);
            windowThread.execute(() -> {
                checking.set(false);
                if (listening.get().equals(of)) {
                    findings.set(told(of.get(), answers));
                }
            });
        });
    }

    private static Finding bound(InetSocketAddress address) {
        return new Finding(Kind.GOOD, Texts.of("check.bound", Addresses.of(address)));
    }

    private static List<Finding> told(InetSocketAddress listening, List<Answer> answers) {
        List<Finding> findings = new ArrayList<>();
        findings.add(bound(listening));
        for (Answer answer : answers) {
            String address = Addresses.of(answer.address());
            findings.add(answer.took()
                    .map(took -> new Finding(
                            Kind.GOOD,
                            Texts.of("check.answers", address, Texts.speech().millis(took.toNanos()))))
                    .orElseGet(() -> new Finding(Kind.BAD, Texts.of("check.silent", address))));
        }
        findings.add(new Finding(
                Kind.NOTE,
                listening.getAddress().isLoopbackAddress()
                        ? Texts.of("check.this-machine-alone", Addresses.of(listening.getAddress()))
                        : Texts.of("check.firewall", Integer.toString(listening.getPort()))));
        return findings;
    }
}
