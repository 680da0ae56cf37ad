package org.wzp.relay.storage;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FileTrouble;
import org.wzp.relay.text.FileWords;
import org.wzp.relay.text.Speech;

/**
 * What the operating system says about a file, for the operator: Java's own message is often nothing but the path.
 *
 * @param detail the path that is in the way, or the system's own words; else empty
 */
public record FileProblem(FileTrouble trouble, String detail) {
    public static FileProblem of(IOException problem) {
        return switch (problem) {
            case CharacterCodingException coding -> plain(FileTrouble.NOT_UTF8);
            case AccessDeniedException denied -> plain(FileTrouble.NO_PERMISSION);
            case NoSuchFileException missing -> plain(FileTrouble.MISSING);
            case FileAlreadyExistsException exists -> at(FileTrouble.FILE_IN_THE_WAY, exists);
            case DirectoryNotEmptyException folder -> at(FileTrouble.FOLDER_IN_THE_WAY, folder);
            case NotDirectoryException notDirectory -> at(FileTrouble.NO_FOLDER, notDirectory);
            case FileSystemException other -> named(other, other.getReason());
            default -> named(problem, problem.getMessage());
        };
    }

    /** Such as {@code this user has no permission}; fits in brackets. */
    public String what() {
        return what(Speech.ENGLISH);
    }

    public String what(Speech speech) {
        return FileWords.what(trouble, detail, speech);
    }

    /** Such as {@code Give this user access to it}; begins a sentence and has no full stop. */
    public String remedy() {
        return remedy(Speech.ENGLISH);
    }

    public String remedy(Speech speech) {
        return FileWords.remedy(trouble, speech);
    }

    /** Whether it is about a place that this user may read but not write, as far as the system tells. */
    public boolean isAboutWriting() {
        return trouble == FileTrouble.NO_PERMISSION || trouble == FileTrouble.READ_ONLY;
    }

    private static FileProblem plain(FileTrouble trouble) {
        return new FileProblem(trouble, "");
    }

    private static FileProblem at(FileTrouble trouble, FileSystemException problem) {
        return new FileProblem(trouble, String.valueOf(problem.getFile()));
    }

    private static FileProblem named(IOException problem, @Nullable String message) {
        String words = Objects.requireNonNullElse(message, problem.getClass().getSimpleName())
                .toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("disk quota")) {
            return plain(FileTrouble.DISK_FULL);
        }
        if (words.contains("read-only file system")) {
            return plain(FileTrouble.READ_ONLY);
        }
        if (words.contains("too many open files")) {
            return plain(FileTrouble.TOO_MANY_OPEN);
        }
        if (words.contains("is a directory")) {
            return plain(FileTrouble.IS_FOLDER);
        }
        if (words.contains("not a directory")) {
            return plain(FileTrouble.PART_IS_NO_FOLDER);
        }
        return words.contains("permission denied") || words.contains("not permitted")
                ? plain(FileTrouble.NO_PERMISSION)
                : new FileProblem(FileTrouble.OTHER, words);
    }
}
