package org.wzp.relay.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.FailureCause.Unusable;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.storage.OwnerOnly;

/**
 * The relay's seed on disk: 64 hex digits, readable by its owner only. A file that can't be read or understood is never
 * replaced: with another seed the relay would be a stranger to every client and peer that remembers it.
 */
public final class IdentityFile {
    private static final Pattern SEED = Pattern.compile("[0-9a-fA-F]{64}");
    /** 64 digits and generous white space; a larger file is something else. */
    private static final long MAX_FILE_BYTES = 4_096;

    private IdentityFile() {}

    /**
     * Reads the seed, or writes a new one when there is no file.
     *
     * @throws IdentityFileException when the file is there but of no use, or can't be written
     */
    public static Seed loadOrCreate(Path file, SecureRandom random) throws IdentityFileException {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? load(file) : create(file, random);
    }

    /** @throws IdentityFileException when the file is missing, can't be read, or holds anything but 64 hex digits */
    public static Seed load(Path file) throws IdentityFileException {
        String text;
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw corrupt(file);
            }
            text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            OwnerOnly.restrict(file);
        } catch (NoSuchFileException e) {
            throw new IdentityFileException(new FailureCause.NoIdentity(file.toString(), true), e);
        } catch (IOException e) {
            throw unusable(Unusable.Use.IDENTITY, file, e);
        }
        if (!SEED.matcher(text).matches()) {
            throw corrupt(file);
        }
        return Seed.ofHex(text);
    }

    private static Seed create(Path file, SecureRandom random) throws IdentityFileException {
        Seed seed = Seed.random(random);
        Path directory = file.toAbsolutePath().getParent();
        try {
            if (directory == null) {
                throw new IOException("it has no directory");
            }
            OwnerOnly.createFolders(directory);
            new AtomicFile(file).create((seed.hex() + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            // another process was faster
            return load(file);
        } catch (IOException e) {
            throw unusable(Unusable.Use.NEW_IDENTITY, file, e);
        }
        return seed;
    }

    /**
     * Puts another seed in the file's place. What was in it before, of use or not, stays beside it.
     *
     * @return the file that it is kept in, such as {@code relay-identity.old-1}; empty if there was none
     * @throws IOException and the file is as it was
     */
    public static Optional<Path> replace(Path file, Seed seed) throws IOException {
        Optional<Path> kept = Optional.empty();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            kept = Optional.of(unused(file));
            new AtomicFile(kept.get()).create(Files.readAllBytes(file));
        }
        new AtomicFile(file).replace((seed.hex() + "\n").getBytes(StandardCharsets.US_ASCII));
        return kept;
    }

    private static Path unused(Path file) {
        int number = 1;
        Path name;
        do {
            name = file.resolveSibling(file.getFileName() + ".old-" + number++);
        } while (Files.exists(name, LinkOption.NOFOLLOW_LINKS));
        return name;
    }

    private static IdentityFileException unusable(Unusable.Use use, Path file, IOException e) {
        FileProblem problem = FileProblem.of(e);
        return new IdentityFileException(new Unusable(use, file.toString(), problem.trouble(), problem.detail()), e);
    }

    private static IdentityFileException corrupt(Path file) {
        return new IdentityFileException(new FailureCause.NoIdentity(file.toString(), false), null);
    }
}
