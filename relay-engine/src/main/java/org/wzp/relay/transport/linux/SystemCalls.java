package org.wzp.relay.transport.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Finds functions of the C library that take up to five arguments and leave their error in {@code errno}. */
final class SystemCalls {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /**
     * Of every call: an argument of C's int takes a whole register as well, and what a function doesn't ask for it doesn't see. One
     * shape is one set of classes that the JVM makes at each start; a shape for each function cost a tenth of a second there.
     */
    private static final FunctionDescriptor SHAPE = FunctionDescriptor.of(LONG, LONG, LONG, LONG, LONG, LONG);

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    private SystemCalls() {}

    /** A handle that takes where {@code errno} goes and five longs. The result of a function that returns an int is its lower half. */
    static MethodHandle find(String name) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name)), SHAPE, ERRNO);
    }
}
