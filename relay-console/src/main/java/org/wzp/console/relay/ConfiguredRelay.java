package org.wzp.console.relay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.EntryQuery;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.PacketWatch;
import org.wzp.relay.api.RelayCommand;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.Subject;
import org.wzp.relay.config.ConfigException;
import org.wzp.relay.config.LoadedConfig;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.StartWords;

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
    private final Function<RelayConfig, EmbeddedRelay> maker;
    private final ReentrantLock turns = new ReentrantLock();
    private final List<Consumer<RelayEvent>> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<String> rehearsing = Set.of();
    private volatile @Nullable EmbeddedRelay current;
    private volatile @Nullable RelayConfig told;
    private volatile RelaySnapshot shown;
    private volatile @Nullable Path home;
    private volatile @Nullable Path file;
    private volatile String configurationDigest = "";

    public ConfiguredRelay(Source source, InstantSource clock) {
        this(source, clock, EmbeddedRelay::new);
    }

    /** @param maker makes the relay of what its configuration says */
    public ConfiguredRelay(Source source, InstantSource clock, Function<RelayConfig, EmbeddedRelay> maker) {
        this.source = source;
        this.clock = clock;
        this.maker = maker;
        this.shown = RelaySnapshot.stopped(clock.instant());
    }

    @Override
    public void start() throws RelayStartException {
        turns.lock();
        try {
            EmbeddedRelay running = current;
            if (running != null && running.state() == RelayState.RUNNING) {
                return;
            }
            if (running != null) {
                // one that has failed may still be letting go of its port and its home
                running.stop();
            }
            RelayConfig configuration = configuration();
            EmbeddedRelay next = maker.apply(configuration);
            told = configuration;
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
            LoadedConfig all = source.load();
            RelayConfig loaded = all.relay();
            file = all.file();
            home = loaded.home();
            configurationDigest = digest(loaded.toString());
            return loaded;
        } catch (ConfigException e) {
            LOG.warn("The configuration can't be used: {}", e.getMessage());
            e.file().ifPresent(wrong -> file = wrong);
            RelayFailure failure =
                    new RelayFailure(e.why(), e.file().isPresent() ? new Subject.Configuration() : new Subject.Relay());
            shown = failed(failure);
            current = null;
            throw StartWords.exception(failure, e);
        } catch (RuntimeException | Error e) {
            // whoever asked would see a relay that neither runs nor says why
            RelayFailure failure = new RelayFailure(fault(e));
            RelayStartException told = StartWords.exception(failure, e);
            LOG.error("{}", told.getMessage(), e);
            shown = failed(failure);
            current = null;
            throw told;
        }
    }

    private static FailureCause fault(Throwable problem) {
        return new FailureCause.Machine(
                FailureCause.Machine.Lack.CONFIGURATION_FAULT, Cut.PROBLEM.of(String.valueOf(problem)));
    }

    /**
     * SHA-256 of all that the relay was last started with, 64 hex digits: equal for equal settings on one machine, and tells
     * nothing of them. Empty before the first start.
     */
    public String configurationDigest() {
        return configurationDigest;
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private RelaySnapshot failed(RelayFailure why) {
        RelaySnapshot before = snapshot();
        return RelaySnapshot.notRunning(
                before.epoch() + 1,
                clock.instant(),
                RelayState.FAILED,
                Optional.of(why),
                before.access(),
                List.of(new Attention(Attention.Severity.ERROR, new Notice.Failed(why.cause()), why.subject())));
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
    public RelayState state() {
        EmbeddedRelay running = current;
        return running == null ? shown.state() : running.state();
    }

    @Override
    public Outcome execute(String actor, OperatorCommand command) {
        EmbeddedRelay running = current;
        Outcome outcome =
                running == null ? new Outcome.Refused(new Objection.NotRunning()) : running.execute(actor, command);
        if (outcome instanceof Outcome.Done && command instanceof RelayCommand.ChangeSettings) {
            // what holds without a restart, such as the level of the log, holds now
            settings();
        }
        return outcome;
    }

    @Override
    public EntryAnswer entry(EntryQuery query) {
        EmbeddedRelay running = current;
        return running == null ? new EntryAnswer.Unanswered(new Objection.NotRunning()) : running.entry(query);
    }

    /** Reads who the relay is. */
    public IdentityReader identity() {
        return new IdentityReader(source);
    }

    /** The configuration as it is in the files now, beside what the relay that runs was told. Waits for the disk. */
    public SettingsState settings() {
        try {
            boolean runs = state() == RelayState.RUNNING;
            return SettingsState.of(source.load(), runs ? told : null);
        } catch (ConfigException e) {
            return SettingsState.unreadable(e.why());
        } catch (RuntimeException e) {
            LOG.error("The configuration can't be read.", e);
            return SettingsState.unreadable(fault(e));
        }
    }

    @Override
    public Optional<PacketWatch> watchedPackets(int from) {
        EmbeddedRelay running = current;
        return running == null ? Optional.empty() : running.watchedPackets(from);
    }

    @Override
    public AutoCloseable onEvent(Consumer<RelayEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The relay's home, as its last start read it; empty before the first that could be read. */
    public Optional<Path> home() {
        return Optional.ofNullable(home);
    }

    /**
     * The file of the configuration as its last start read it, whether it is there or not; the one that has to be mended if that
     * start failed for it. Empty before the first.
     */
    public Optional<Path> configurationFile() {
        return Optional.ofNullable(file);
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
