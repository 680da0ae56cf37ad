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

/**
 * What the operating system says about a file, for the operator: Java's own message is often nothing but the path.
 *
 * @param what such as {@code this user has no permission}; fits in brackets
 * @param remedy such as {@code Give this user access to it}; begins a sentence and has no full stop
 */
public record FileProblem(String what, String remedy) {
    public static FileProblem of(IOException problem) {
        return switch (problem) {
            case CharacterCodingException coding -> new FileProblem("it is not UTF-8 text", "Save it as UTF-8 text");
            case AccessDeniedException denied -> denied();
            case NoSuchFileException missing -> new FileProblem("there is no such file or folder", "Check the name");
            case FileAlreadyExistsException exists ->
                new FileProblem("a file is in the way at " + exists.getFile(), "Move it away");
            case DirectoryNotEmptyException folder ->
                new FileProblem("a folder is in the way at " + folder.getFile(), "Move the folder away");
            case NotDirectoryException notDirectory ->
                new FileProblem(notDirectory.getFile() + " is no folder", "Correct the path");
            case FileSystemException other -> named(other, other.getReason());
            default -> named(problem, problem.getMessage());
        };
    }

    /** Whether it is about a place that this user may read but not write, as far as the system tells. */
    public boolean isAboutWriting() {
        return this.equals(denied()) || this.equals(readOnly());
    }

    private static FileProblem readOnly() {
        return new FileProblem("its file system is read-only", "Make that writable");
    }

    private static FileProblem named(IOException problem, @Nullable String message) {
        String words = Objects.requireNonNullElse(message, problem.getClass().getSimpleName())
                .toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("disk quota")) {
            return new FileProblem("the disk is full", "Free some space");
        }
        if (words.contains("read-only file system")) {
            return readOnly();
        }
        if (words.contains("too many open files")) {
            return new FileProblem("this process may open no more files", "Let it have more (ulimit -n)");
        }
        if (words.contains("is a directory")) {
            return new FileProblem("a folder is there instead", "Move the folder away");
        }
        if (words.contains("not a directory")) {
            return new FileProblem("a part of its path is no folder", "Correct the path");
        }
        return words.contains("permission denied") || words.contains("not permitted")
                ? denied()
                : new FileProblem(words, "Check the disk");
    }

    private static FileProblem denied() {
        return new FileProblem("this user has no permission", "Give this user access to it");
    }
}
