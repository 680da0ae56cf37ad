package org.wzp.relay.engine;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.wire.PrintableText;

/** Turns what the operating system said into a sentence that says what happened and what to do. */
final class StartFailures {
    private static final int MAX_SHOWN_CHARS = 300;

    private StartFailures() {}

    /** @param file the directory or file that was being read or written */
    static RelayStartException of(Path file, IOException problem) {
        return new RelayStartException(sentence(file, problem), problem);
    }

    static String sentence(Path file, IOException problem) {
        String said = said(problem);
        if (said.contains("no space left") || said.contains("disk quota")) {
            return "The disk with " + file + " is full. Free some space, then start again. Nothing was lost.";
        }
        if (said.contains("read-only file system")) {
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

    /** What nobody expected: an exception that says nothing of itself, or an error. */
    static RelayStartException fault(Throwable problem) {
        return new RelayStartException(faultSentence(problem), problem);
    }

    private static String faultSentence(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String said = said(cause);
            if (cause instanceof OutOfMemoryError && said.contains("thread")) {
                return "The relay could not start: this user may have no more threads. Let it have more (ulimit -u, or"
                        + " TasksMax of its service), or end some of its programs, then start again.";
            }
            if (cause instanceof OutOfMemoryError) {
                return "The relay could not start: there is not enough memory (" + cause.getMessage()
                        + "). Give it more, then start the program again.";
            }
            if (said.contains("too many open files")) {
                return "The relay could not start: this process may open no more files. Let it have more (ulimit -n, or"
                        + " LimitNOFILE of its service), then start the program again.";
            }
        }
        if (problem instanceof LinkageError) {
            return "The relay could not start: a part of the program could not be loaded ("
                    + PrintableText.of(String.valueOf(problem), MAX_SHOWN_CHARS)
                    + "). Start the program again; the log has the details.";
        }
        return "The relay could not start because of a fault of its own: "
                + PrintableText.of(String.valueOf(problem), MAX_SHOWN_CHARS)
                + ". The log has the details; please report it.";
    }

    static RelayStartException bind(InetSocketAddress address, Throwable problem) {
        String at = address.getAddress() == null
                ? address.toString()
                : address.getAddress().getHostAddress() + " port " + address.getPort();
        return new RelayStartException(bindSentence(at, problem), problem);
    }

    private static String bindSentence(String at, Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String said = said(cause);
            if (said.contains("in use")) {
                return "UDP " + at + " is taken by another program, perhaps another relay. Stop that one, or choose"
                        + " another port with --listen.";
            }
            if (said.contains("cannot assign") || said.contains("can't assign") || said.contains("not available")) {
                return "This machine has no address " + at + ". Listen on 0.0.0.0, or on one of its own addresses.";
            }
            if (said.contains("too many open files")) {
                return "This process may open no more files. Let it have more (ulimit -n, or LimitNOFILE of its service),"
                        + " then start again.";
            }
            if (said.contains("permission denied") || cause instanceof SecurityException) {
                return "No permission to listen on UDP " + at + ". Ports below 1024 need extra rights: choose a higher"
                        + " one with --listen.";
            }
            if (cause instanceof BindException) {
                return "Can't listen on UDP " + at + ": " + cause.getMessage()
                        + ". Choose another address with --listen.";
            }
        }
        return "Can't listen on UDP " + at + ": " + problem.getMessage() + ". Choose another address with --listen.";
    }

    private static String named(FileSystemException problem, Path fallback) {
        // what could not be created isn't there to be given access to
        return problem.getFile() == null || Files.notExists(Path.of(problem.getFile()))
                ? fallback.toString()
                : problem.getFile();
    }

    private static String said(Throwable problem) {
        @Nullable String message = problem.getMessage();
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }
}
