package org.wzp.console.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.text.Texts;
import org.wzp.relay.config.HomeDirectory;
import org.wzp.relay.config.Overrides;

/**
 * The folder that this console works in. A rehearsal and a run that takes pictures get one of their own, which ends with
 * them: what is tried there (bans, rules, an identity, the log) must not stay in the home of the operator's relay. A folder
 * that the command line names is taken at its word, but never for pictures if a relay lives in it, because the program
 * itself makes rules for those.
 *
 * <p>Made before the window; closed once, by whichever of the window's end and the process's comes first.
 */
public final class WorkingHome implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkingHome.class);

    /** What a relay leaves in its home; a folder with any of these is somebody's. */
    private static final List<String> SIGNS_OF_A_RELAY =
            List.of("relay-identity", "relay.toml", "console.toml", "audit.jsonl", "relay.lock");

    private final Overrides line;
    private final @Nullable Path temporary;
    private final boolean rehearsal;
    private final AtomicBoolean closed = new AtomicBoolean();

    private WorkingHome(Overrides line, @Nullable Path temporary, boolean rehearsal) {
        this.line = line;
        this.temporary = temporary;
        this.rehearsal = rehearsal;
    }

    /**
     * @param parent where a folder of its own may be made, such as the system's place for temporary files
     * @throws IOException with a sentence for the operator: no folder can be made, or the one named is in use
     */
    public static WorkingHome of(ConsoleOptions options, Path parent) throws IOException {
        Overrides line = options.overrides();
        boolean pictures = options.screenshots().isPresent();
        boolean rehearsal = options.rehearse().isPresent();
        Path named = line.home();
        if (pictures && named != null && isARelaysHome(named)) {
            throw new IOException("Making pictures changes rules, and " + named + " is the home of a relay. Leave out"
                    + " --home, or name an empty folder.");
        }
        if (named != null || (!pictures && !rehearsal)) {
            return new WorkingHome(line, null, rehearsal);
        }
        try {
            return new WorkingHome(line, Files.createTempDirectory(parent, "wzp-rehearsal-"), rehearsal);
        } catch (IOException e) {
            throw new IOException(
                    "A rehearsal works in a folder of its own, and none can be made in " + parent
                            + ". Name an empty folder with --home.",
                    e);
        }
    }

    private static boolean isARelaysHome(Path folder) {
        return SIGNS_OF_A_RELAY.stream().map(folder::resolve).anyMatch(file -> !Files.notExists(file));
    }

    /** What the command line says, with this home in it. */
    public Overrides overrides() {
        return temporary == null ? line : line.in(temporary);
    }

    /** The folder itself; empty for a user without one. */
    Optional<Path> folder() {
        return Optional.ofNullable(overrides().home()).or(HomeDirectory::ofThisUser);
    }

    /** What the operator has to know about where changes go; empty in everyday work. */
    public Optional<String> remark() {
        Path own = temporary;
        Path named = line.home();
        if (own != null) {
            return Optional.of(Texts.of("rehearsal.own-home", own));
        }
        return rehearsal && named != null ? Optional.of(Texts.of("rehearsal.named-home", named)) : Optional.empty();
    }

    /** Deletes the folder if it was this run's own. What can't be deleted is named in the log. */
    @Override
    public void close() {
        Path folder = temporary;
        if (folder == null || !closed.compareAndSet(false, true)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The rehearsal's folder {} could not be deleted ({}). It can go.", folder, e.getMessage());
        }
    }
}
