package org.wzp.console.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AuditTrail;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.telemetry.AuditHistory;
import org.wzp.relay.telemetry.AuditLog;

/**
 * The relay's audit log as the window shows it: read and checked again on a background thread whenever the file has changed,
 * one reading at a time. The window thread asks and gets the result; nothing waits.
 */
public final class AuditFile {
    /** Of the lines so many are kept, the newest. */
    public static final int MOST_LINES = 2_000;

    /**
     * What the last reading brought.
     *
     * @param problem why it could not be read; empty when it could
     */
    public record Reading(AuditTrail trail, Optional<String> problem) {
        static final Reading NOTHING_YET = new Reading(AuditTrail.EMPTY, Optional.empty());
    }

    private record State(long size, FileTime changed, Optional<Fingerprint> signer) {}

    private final ConfiguredRelay relay;
    private final Executor background;
    private final Executor windowThread;
    private final ReadOnlyObjectWrapper<Reading> reading = new ReadOnlyObjectWrapper<>(Reading.NOTHING_YET);
    private @Nullable State read;
    private boolean busy;

    public AuditFile(ConfiguredRelay relay, Executor background, Executor windowThread) {
        this.relay = relay;
        this.background = background;
        this.windowThread = windowThread;
    }

    public ReadOnlyObjectProperty<Reading> reading() {
        return reading.getReadOnlyProperty();
    }

    /** Reads it again if it has changed. Window thread; returns at once. */
    public void look() {
        Optional<Path> folder = relay.home();
        if (busy || folder.isEmpty()) {
            return;
        }
        busy = true;
        Path log = folder.get().resolve(AuditLog.FILE);
        State before = read;
        try {
            background.execute(() -> look(log, before));
        } catch (RejectedExecutionException e) {
            // the window is about to close, and nobody reads any more
            busy = false;
        }
    }

    private void look(Path log, @Nullable State before) {
        State now = state(log);
        Reading result = now.equals(before) ? null : read(log, now.signer());
        windowThread.execute(() -> {
            busy = false;
            if (result != null) {
                read = now;
                reading.set(result);
            }
        });
    }

    private State state(Path log) {
        Optional<Fingerprint> signer =
                relay.snapshot().endpoint().identityFingerprint().flatMap(Fingerprint::parse);
        try {
            return new State(Files.size(log), Files.getLastModifiedTime(log), signer);
        } catch (IOException e) {
            return new State(-1, FileTime.fromMillis(0), signer);
        }
    }

    private static Reading read(Path log, Optional<Fingerprint> signer) {
        try {
            return new Reading(AuditHistory.read(log, signer, MOST_LINES), Optional.empty());
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            return new Reading(
                    AuditTrail.EMPTY,
                    Optional.of(Texts.of(
                            "audit.unreadable",
                            log.toString(),
                            problem.what(Texts.speech()),
                            problem.remedy(Texts.speech()))));
        }
    }
}
