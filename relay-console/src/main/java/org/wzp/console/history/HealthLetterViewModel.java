package org.wzp.console.history;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelaySnapshot;

/** Writes the health letter of the moment that the window shows. JavaFX thread only; the file is written in the background. */
public final class HealthLetterViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(HealthLetterViewModel.class);

    private final Timeline timeline;
    private final Supplier<String> configuration;
    private final String version;
    private final BiFunction<Path, String, Optional<String>> write;
    private final Executor background;
    private final Executor windowThread;
    private final Consumer<String> told;
    private final ZoneId zone;
    private RelaySnapshot shown = RelaySnapshot.stopped(Instant.EPOCH);

    /**
     * @param configuration digest of what the relay was started with; empty when it never was
     * @param version what the program calls itself
     * @param write writes a file whole or not at all; what kept it from that, if anything
     * @param background may block
     * @param told hears in a sentence what became of the file, on the window's thread
     */
    public HealthLetterViewModel(
            Timeline timeline,
            Supplier<String> configuration,
            String version,
            BiFunction<Path, String, Optional<String>> write,
            Executor background,
            Executor windowThread,
            Consumer<String> told,
            ZoneId zone) {
        this.timeline = timeline;
        this.configuration = configuration;
        this.version = version;
        this.write = write;
        this.background = background;
        this.windowThread = windowThread;
        this.told = told;
        this.zone = zone;
    }

    /** What is shown has changed. */
    public void show(RelaySnapshot snapshot) {
        shown = snapshot;
    }

    /** Returns at once. A file that was there is replaced. */
    public void save(Path file, boolean withAddresses) {
        HealthLetter.Facts facts =
                new HealthLetter.Facts(shown, timeline.hour(), version, configuration.get(), withAddresses, zone);
        background.execute(() -> {
            String outcome = saved(file, facts);
            windowThread.execute(() -> told.accept(outcome));
        });
    }

    private String saved(Path file, HealthLetter.Facts facts) {
        try {
            return write.apply(file, HealthLetter.of(facts))
                    .map(problem -> Texts.of("past.not-saved", file.toString(), problem))
                    .orElseGet(() -> Texts.of(
                            facts.withAddresses() ? "letter.saved-with" : "letter.saved-without",
                            String.valueOf(file.getFileName())));
        } catch (RuntimeException e) {
            LOG.warn("{} could not be written.", file, e);
            return Texts.of("past.not-saved", file.toString(), String.valueOf(e.getMessage()));
        }
    }
}
