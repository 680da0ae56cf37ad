package org.wzp.console.relay;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.Subject;
import org.wzp.relay.config.ConfigException;
import org.wzp.relay.config.LoadedConfig;
import org.wzp.relay.engine.EmbeddedRelay;

/**
 * A relay that reads its configuration each time it starts, so that a mistake in the file is told in the window, and
 * "Try again" after mending it works.
 *
 * <p>Start and stop take turns under a lock of the console that no media ever meets; {@code current} and {@code shown} are
 * written under it and read by anybody.
 */
public final class ConfiguredRelay implements RelayEngine {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredRelay.class);

    /** Where the configuration comes from; asked at each start, may read files. */
    @FunctionalInterface
    public interface Source {
        LoadedConfig load() throws ConfigException;
    }

    private final Source source;
    private final InstantSource clock;
    private final ReentrantLock turns = new ReentrantLock();
    private final List<Consumer<RelayEvent>> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<String> rehearsing = Set.of();
    private volatile @Nullable EmbeddedRelay current;
    private volatile RelaySnapshot shown;

    public ConfiguredRelay(Source source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.shown = RelaySnapshot.stopped(clock.instant());
    }

    @Override
    public void start() throws RelayStartException {
        turns.lock();
        try {
            EmbeddedRelay running = current;
            if (running != null && running.snapshot().state() == RelayState.RUNNING) {
                return;
            }
            if (running != null) {
                // one that has failed may still be letting go of its port and its home
                running.stop();
            }
            EmbeddedRelay next = new EmbeddedRelay(configuration());
            // Never closed: the listener lives as long as the relay it listens to.
            var _ = next.onEvent(event -> listeners.forEach(listener -> listener.accept(event)));
            next.rehearsing(rehearsing);
            current = next;
            next.start();
        } finally {
            turns.unlock();
        }
    }

    private RelayConfig configuration() throws RelayStartException {
        try {
            return source.load().relay();
        } catch (ConfigException e) {
            String sentence = String.valueOf(e.getMessage());
            LOG.warn("The configuration can't be used: {}", sentence);
            shown = failed(sentence);
            current = null;
            throw new RelayStartException(sentence, e);
        }
    }

    private RelaySnapshot failed(String sentence) {
        RelaySnapshot before = snapshot();
        return RelaySnapshot.notRunning(
                before.epoch() + 1,
                clock.instant(),
                RelayState.FAILED,
                Optional.of(sentence),
                before.access(),
                List.of(new Attention(Attention.Severity.ERROR, sentence, new Subject.Relay())));
    }

    @Override
    public void stop() {
        turns.lock();
        try {
            EmbeddedRelay running = current;
            if (running != null) {
                running.stop();
            }
        } finally {
            turns.unlock();
        }
    }

    @Override
    public RelaySnapshot snapshot() {
        EmbeddedRelay running = current;
        return running == null ? shown : running.snapshot();
    }

    @Override
    public Outcome execute(String actor, OperatorCommand command) {
        EmbeddedRelay running = current;
        return running == null
                ? new Outcome.Refused("The relay is not running. Start it, then try again.")
                : running.execute(actor, command);
    }

    @Override
    public AutoCloseable onEvent(Consumer<RelayEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** @throws IllegalStateException before the first start */
    @Override
    public RelayConfig config() {
        EmbeddedRelay running = current;
        if (running == null) {
            throw new IllegalStateException("the configuration is read when the relay starts");
        }
        return running.config();
    }

    /** Marks these identities as synthetic callers of this process. */
    public void rehearsing(Set<String> fingerprints) {
        rehearsing = Set.copyOf(fingerprints);
        EmbeddedRelay running = current;
        if (running != null) {
            running.rehearsing(fingerprints);
        }
    }
}
