package org.wzp.relay.text;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.FailureCause.Address;
import org.wzp.relay.api.FailureCause.Machine;

/** Why a relay could not start: what the Java machine and the operating system say, as values. */
public final class StartTroubles {
    private StartTroubles() {}

    /** What nobody expected: an exception that says nothing of itself, or an error. */
    public static FailureCause fault(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String told = message(cause);
            if (cause instanceof OutOfMemoryError && told.contains("thread")) {
                return new Machine(Machine.Lack.THREADS, "");
            }
            if (cause instanceof OutOfMemoryError) {
                return new Machine(Machine.Lack.MEMORY, String.valueOf(cause.getMessage()));
            }
            if (told.contains("too many open files")) {
                return new Machine(Machine.Lack.TOO_MANY_OPEN, "");
            }
        }
        return new Machine(
                problem instanceof LinkageError ? Machine.Lack.PART : Machine.Lack.FAULT,
                Cut.PROBLEM.of(String.valueOf(problem)));
    }

    /** @param address where it was to listen */
    public static Address bind(InetSocketAddress address, Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String told = message(cause);
            if (told.contains("in use")) {
                return at(address, Address.Trouble.TAKEN, "");
            }
            if (told.contains("cannot assign") || told.contains("can't assign") || told.contains("not available")) {
                return at(address, Address.Trouble.ELSEWHERE, "");
            }
            if (told.contains("too many open files")) {
                return at(address, Address.Trouble.TOO_MANY_OPEN, "");
            }
            if (told.contains("permission denied") || cause instanceof SecurityException) {
                return at(address, Address.Trouble.NO_PERMISSION, "");
            }
            if (cause instanceof BindException) {
                return at(address, Address.Trouble.OTHER, String.valueOf(cause.getMessage()));
            }
        }
        return at(address, Address.Trouble.OTHER, String.valueOf(problem.getMessage()));
    }

    private static Address at(InetSocketAddress address, Address.Trouble trouble, String detail) {
        String host = address.getAddress() == null ? address.getHostString() : Addresses.of(address.getAddress());
        return new Address(trouble, host, address.getPort(), detail);
    }

    private static String message(Throwable problem) {
        @Nullable String message = problem.getMessage();
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }
}
