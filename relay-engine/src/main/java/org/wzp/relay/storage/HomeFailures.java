package org.wzp.relay.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayStartException;

/** Why the relay can't start with the files of its home: what the operating system said as a sentence that says what to do. */
public final class HomeFailures {
    private HomeFailures() {}

    /** @param file the directory or file that was being read or written */
    public static RelayStartException of(Path file, IOException problem) {
        return new RelayStartException(sentence(file, problem), problem);
    }

    public static String sentence(Path file, IOException problem) {
        String told = message(problem);
        if (told.contains("no space left") || told.contains("disk quota")) {
            return "The disk with " + file + " is full. Free some space, then start again. Nothing was lost.";
        }
        if (told.contains("read-only file system")) {
            return file + " is on a read-only file system. Choose another directory with --home.";
        }
        return switch (problem) {
            case AccessDeniedException denied ->
                "No permission for " + named(denied, file) + ". Give this user read and write access to it,"
                        + " or choose another directory with --home.";
            case FileAlreadyExistsException exists ->
                named(exists, file) + " is a file, but a directory is needed there. Choose another one with --home.";
            case NotDirectoryException notDirectory ->
                named(notDirectory, file) + " is no directory. Choose another one with --home.";
            default ->
                "Can't use " + file + " (" + FileProblem.of(problem).what() + "). "
                        + FileProblem.of(problem).remedy() + ", or choose another directory with --home.";
        };
    }

    private static String named(FileSystemException problem, Path fallback) {
        // what could not be created isn't there to be given access to
        return problem.getFile() == null || Files.notExists(Path.of(problem.getFile()))
                ? fallback.toString()
                : problem.getFile();
    }

    private static String message(Throwable problem) {
        @Nullable String message = problem.getMessage();
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }
}
