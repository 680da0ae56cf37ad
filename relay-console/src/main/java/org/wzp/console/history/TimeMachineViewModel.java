package org.wzp.console.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.state.WrittenFile;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Moments;

/** Which moment the window shows, in words and on a scale. JavaFX thread only; files are written and read in the background. */
public final class TimeMachineViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(TimeMachineViewModel.class);
    /** So far back a look begins: what made somebody look is mostly a moment ago. */
    private static final Duration FIRST_STEP = Duration.ofMinutes(1);

    /**
     * The scale under the slider, seconds since 1970.
     *
     * @param from the oldest moment there is
     * @param until the newest
     * @param shown the one that is shown, between them
     */
    record Scale(long from, long until, long shown) {
        static final Scale NONE = new Scale(0, 1, 1);
    }

    /**
     * What is marked of the hour, seconds since 1970, both included.
     *
     * @param from empty for the oldest there is
     * @param until empty for the newest
     */
    record Slice(OptionalLong from, OptionalLong until) {
        static final Slice NONE = new Slice(OptionalLong.empty(), OptionalLong.empty());

        boolean isNone() {
            return equals(NONE);
        }

        /** The part of the hour that it is. */
        SnapshotRing.Span of(SnapshotRing.Span hour) {
            return new SnapshotRing.Span(
                    from.isPresent() ? Instant.ofEpochSecond(from.getAsLong()) : hour.from(),
                    until.isPresent() ? endOf(until.getAsLong()) : hour.until());
        }
    }

    private static Instant endOf(long second) {
        return Instant.ofEpochSecond(second, 999_999_999);
    }

    private final Timeline timeline;
    private final Runnable hurry;
    private final Executor background;
    private final Executor windowThread;
    private final ZoneId zone;
    private final ReadOnlyBooleanWrapper lookingBack = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Slice> slice = new ReadOnlyObjectWrapper<>(Slice.NONE);
    private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Scale> scale = new ReadOnlyObjectWrapper<>(Scale.NONE);
    private Optional<Recording> opened = Optional.empty();
    private Instant newest = Instant.EPOCH;

    /**
     * @param hurry lets the clock ask at once
     * @param background may block
     */
    public TimeMachineViewModel(
            Timeline timeline, Runnable hurry, Executor background, Executor windowThread, ZoneId zone) {
        this.timeline = timeline;
        this.hurry = hurry;
        this.background = background;
        this.windowThread = windowThread;
        this.zone = zone;
    }

    /** What is shown has changed. */
    public void show(RelaySnapshot snapshot) {
        if (!lookingBack.get()) {
            newest = snapshot.at();
            return;
        }
        timeline.span()
                .ifPresent(span -> scale.set(new Scale(
                        span.from().getEpochSecond(),
                        span.until().getEpochSecond(),
                        snapshot.at().getEpochSecond())));
        sentence.set(opened.map(
                        recording -> Texts.of("past.recording", Cut.ALIAS.of(recording.name()), moment(snapshot.at())))
                .orElseGet(() -> Texts.of("past.sentence", Moments.second(snapshot.at(), zone), ago(snapshot.at()))));
    }

    private String moment(Instant at) {
        return Texts.speech().day(at.atZone(zone).toLocalDate()) + ", " + Moments.second(at, zone);
    }

    private String ago(Instant at) {
        Instant now = timeline.span().map(SnapshotRing.Span::until).orElse(newest);
        return Durations.brief(Duration.between(at, now));
    }

    /** Says something about a file, until something else happens. */
    public void tell(String text) {
        message.set(text);
    }

    /** True while the window shows something else than the relay as it is. */
    public ReadOnlyBooleanProperty lookingBack() {
        return lookingBack.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty saving() {
        return saving.getReadOnlyProperty();
    }

    ReadOnlyStringProperty sentence() {
        return sentence.getReadOnlyProperty();
    }

    /** What became of a file; empty when there is nothing to say. */
    ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Scale> scale() {
        return scale.getReadOnlyProperty();
    }

    /** Shows the minute before now; if something past is shown already, a minute before that. */
    public void lookBack() {
        Instant from = lookingBack.get() ? Instant.ofEpochSecond(scale.get().shown()) : newest;
        look(from.minus(FIRST_STEP).getEpochSecond());
    }

    /** @param second since 1970; the state at its end is shown */
    public void look(long second) {
        message.set("");
        timeline.look(endOf(second));
        lookingBack.set(true);
        hurry.run();
    }

    /** Goes so many seconds forth, or back where it is below zero. */
    void step(int seconds) {
        timeline.span()
                .ifPresent(span -> look(Math.clamp(
                        scale.get().shown() + seconds,
                        span.from().getEpochSecond(),
                        span.until().getEpochSecond())));
    }

    /** The slice begins with the second that is shown; an end before it is forgotten. */
    void markStart() {
        long second = scale.get().shown();
        OptionalLong end = slice.get().until();
        slice.set(new Slice(
                OptionalLong.of(second), end.isPresent() && end.getAsLong() < second ? OptionalLong.empty() : end));
    }

    /** The slice ends with the second that is shown; a start after it is forgotten. */
    void markEnd() {
        long second = scale.get().shown();
        OptionalLong start = slice.get().from();
        slice.set(new Slice(
                start.isPresent() && start.getAsLong() > second ? OptionalLong.empty() : start,
                OptionalLong.of(second)));
    }

    void clearMarks() {
        slice.set(Slice.NONE);
    }

    /** What is saved; all there is unless something is marked. */
    ReadOnlyObjectProperty<Slice> slice() {
        return slice.getReadOnlyProperty();
    }

    /** What is marked, in words; empty when nothing is. */
    StringBinding marked() {
        return Bindings.createStringBinding(
                () -> slice.get().isNone()
                        ? ""
                        : Texts.of(
                                "past.marked",
                                word(slice.get().from(), "past.from-the-oldest"),
                                word(slice.get().until(), "past.until-the-newest")),
                slice);
    }

    private String word(OptionalLong second, String otherwise) {
        return second.isPresent()
                ? Moments.second(Instant.ofEpochSecond(second.getAsLong()), zone)
                : Texts.of(otherwise);
    }

    public void backToNow() {
        clearMarks();
        opened = Optional.empty();
        message.set("");
        timeline.backToNow();
        lookingBack.set(false);
        hurry.run();
    }

    /** Writes the seconds that are marked to a file, or all there are; returns at once. */
    public void save(Path file) {
        Optional<SnapshotRing.Span> span = timeline.span();
        if (span.isEmpty() || saving.get()) {
            return;
        }
        saving.set(true);
        message.set(Texts.of("past.saving"));
        SnapshotRing ring = timeline.ringInUse();
        SnapshotRing.Span part = slice.get().of(span.get());
        background.execute(() -> {
            String outcome = saved(file, ring, part);
            windowThread.execute(() -> {
                saving.set(false);
                message.set(outcome);
            });
        });
    }

    private static String saved(Path file, SnapshotRing ring, SnapshotRing.Span span) {
        try {
            int seconds = HistoryFile.write(file, ring, span.from(), span.until());
            return Texts.of("past.saved", Texts.speech().whole(seconds), String.valueOf(file.getFileName()), seconds);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be written.", file, e);
            return Texts.of("past.not-saved", file.toString(), problem(e));
        }
    }

    /** Shows what another console has saved; returns at once. */
    public void open(Path file) {
        message.set(Texts.of("past.opening"));
        background.execute(() -> {
            try {
                Recording recording = HistoryFile.read(file);
                windowThread.execute(() -> opened(recording));
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} could not be opened.", file, e);
                windowThread.execute(() -> message.set(notOpened(file, e)));
            }
        });
    }

    /** What such a file holds is told in sentences, what the system says of it in words. */
    private static String notOpened(Path file, Exception why) {
        String name = String.valueOf(file.getFileName());
        return why instanceof HistoryFile.UnreadableException
                ? Texts.of("past.not-opened", name, String.valueOf(why.getMessage()))
                : Texts.of("past.not-read", name, problem(why));
    }

    private static String problem(Exception why) {
        return why instanceof IOException refused ? WrittenFile.problem(refused) : String.valueOf(why.getMessage());
    }

    private void opened(Recording recording) {
        clearMarks();
        opened = Optional.of(recording);
        message.set("");
        timeline.open(recording);
        lookingBack.set(true);
        hurry.run();
    }
}
