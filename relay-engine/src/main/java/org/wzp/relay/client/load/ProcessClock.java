package org.wzp.relay.client.load;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;

/**
 * The CPU time of any process of this machine, to the nanosecond ({@code clock_getcpuclockid(3)}, Linux); {@code /proc} rounds it to
 * a hundredth of a second, which is a fiftieth of what a small load costs. Any thread.
 */
final class ProcessClock {
    private static final MethodHandle CLOCK_OF = find("clock_getcpuclockid");
    private static final MethodHandle READ = find("clock_gettime");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private ProcessClock() {}

    /** Both take a number and where the answer goes. */
    private static MethodHandle find(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name)),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    /** User and system time of all its threads since it started, those that have ended included, ns; empty if there is none. */
    static OptionalLong cpuNanos(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment clock = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
            boolean read = pid > 0
                    && (int) CLOCK_OF.invokeExact((int) pid, clock) == 0
                    && (int) READ.invokeExact(clock.get(ValueLayout.JAVA_INT, 0), time) == 0;
            return read
                    ? OptionalLong.of(time.getAtIndex(ValueLayout.JAVA_LONG, 0) * NANOS_PER_SECOND
                            + time.getAtIndex(ValueLayout.JAVA_LONG, 1))
                    : OptionalLong.empty();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
