package org.wzp.console;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Without a display, starts a private Xvfb and tells this process's C library about it, where GTK looks. The server ends
 * by itself once this JVM is gone: GDK would exit the process if it went earlier.
 */
public final class VirtualDisplay implements LauncherSessionListener {
    private static final String OUTLIVE_PARENT = "Xvfb -displayfd 1 -screen 0 1600x1000x24 -nolisten tcp 2>/dev/null &"
            + " server=$!; exec 1>&-; while kill -0 \"$0\" 2>/dev/null; do sleep 0.2; done; kill $server";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        boolean hasDisplay = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        if (!hasDisplay && System.getProperty("os.name").startsWith("Linux")) {
            setEnvironment("DISPLAY", ":" + startServer());
        }
    }

    private static String startServer() {
        try {
            Process shell = new ProcessBuilder(
                            "sh",
                            "-c",
                            OUTLIVE_PARENT,
                            Long.toString(ProcessHandle.current().pid()))
                    .start();
            String number = shell.inputReader().readLine();
            if (number == null) {
                throw new IllegalStateException("No display, and Xvfb did not start: install the package xvfb.");
            }
            return number;
        } catch (IOException e) {
            throw new IllegalStateException("No display, and Xvfb can't be started: install the package xvfb.", e);
        }
    }

    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv = linker.downcallHandle(
                linker.defaultLookup().find("setenv").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (failed != 0) {
                throw new IllegalStateException("setenv said " + failed);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("The display's name can't be set.", e);
        }
    }
}
