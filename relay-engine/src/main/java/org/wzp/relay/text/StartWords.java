package org.wzp.relay.text;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayStartException;

/** Why a relay could not start: what the operating system said, as a sentence that says what happened and what to do. */
public final class StartWords {
    private StartWords() {}

    /** What nobody expected: an exception that says nothing of itself, or an error. */
    public static RelayStartException fault(Throwable problem) {
        return new RelayStartException(faultSentence(problem), problem);
    }

    private static String faultSentence(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String told = message(cause);
            if (cause instanceof OutOfMemoryError && told.contains("thread")) {
                return "The relay could not start: this user may have no more threads. Let it have more (ulimit -u, or"
                        + " TasksMax of its service), or end some of its programs, then start again.";
            }
            if (cause instanceof OutOfMemoryError) {
                return "The relay could not start: there is not enough memory (" + cause.getMessage()
                        + "). Give it more, then start the program again.";
            }
            if (told.contains("too many open files")) {
                return "The relay could not start: this process may open no more files. Let it have more (ulimit -n, or"
                        + " LimitNOFILE of its service), then start the program again.";
            }
        }
        if (problem instanceof LinkageError) {
            return "The relay could not start: a part of the program could not be loaded ("
                    + Cut.PROBLEM.of(String.valueOf(problem))
                    + "). Start the program again; the log has the details.";
        }
        return "The relay could not start because of a fault of its own: "
                + Cut.PROBLEM.of(String.valueOf(problem))
                + ". The log has the details; please report it.";
    }

    /** @param address where it was to listen */
    public static RelayStartException bind(InetSocketAddress address, Throwable problem) {
        String at = address.getAddress() == null
                ? address.toString()
                : Addresses.of(address.getAddress()) + " port " + address.getPort();
        return new RelayStartException(bindSentence(at, problem), problem);
    }

    private static String bindSentence(String at, Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String told = message(cause);
            if (told.contains("in use")) {
                return "UDP " + at + " is taken by another program, perhaps another relay. Stop that one, or set"
                        + " another port (listen_addr).";
            }
            if (told.contains("cannot assign") || told.contains("can't assign") || told.contains("not available")) {
                return "This machine has no address " + at + ". Listen on 0.0.0.0, or on one of its own addresses"
                        + " (listen_addr).";
            }
            if (told.contains("too many open files")) {
                return "This process may open no more files. Let it have more (ulimit -n, or LimitNOFILE of its service),"
                        + " then start again.";
            }
            if (told.contains("permission denied") || cause instanceof SecurityException) {
                return "No permission to listen on UDP " + at + ". Ports below 1024 need extra rights: set a higher"
                        + " one (listen_addr).";
            }
            if (cause instanceof BindException) {
                return "Can't listen on UDP " + at + ": " + cause.getMessage() + ". Set another address (listen_addr).";
            }
        }
        return "Can't listen on UDP " + at + ": " + problem.getMessage() + ". Set another address (listen_addr).";
    }

    private static String message(Throwable problem) {
        @Nullable String message = problem.getMessage();
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }
}
