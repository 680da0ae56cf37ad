package org.wzp.relay.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.loop.RelayTime;
import picocli.CommandLine;

/**
 * The daemon, with a clock that fails on one of its threads: {@code HOW THREAD OPTIONS...}, where HOW is {@code error} or
 * {@code heap}, which really fills the heap.
 */
public final class FailingDaemon {
    private enum How {
        ERROR,
        HEAP
    }

    private FailingDaemon() {}

    public static void main(String[] words) {
        How how = How.valueOf(words[0].toUpperCase(Locale.ROOT));
        String thread = words[1];
        RelayTime system = RelayTime.system();
        Thread main = Thread.currentThread();
        AtomicReference<RelayEngine> relay = new AtomicReference<>();
        LongSupplier nanos = () -> {
            if (Thread.currentThread().getName().startsWith(thread) && serves(relay.get(), main)) {
                fail(how);
            }
            return system.nanos().getAsLong();
        };
        RelayCommand command = new RelayCommand(config -> {
            RelayEngine engine = new EmbeddedRelay(config, new RelayTime(system.wall(), nanos));
            relay.set(engine);
            return engine;
        });
        System.exit(Main.statusOf(() -> new CommandLine(command)
                .setErr(new PrintWriter(System.err, true))
                .setOut(new PrintWriter(System.out, true))
                .execute(List.of(words).subList(2, words.length).toArray(String[]::new))));
    }

    /** The start is over and announced: the main thread waits for the end. A fault before would be one of the start. */
    private static boolean serves(RelayEngine relay, Thread main) {
        return relay != null
                && relay.snapshot().state() == RelayState.RUNNING
                && main.getState() == Thread.State.TIMED_WAITING;
    }

    private static void fail(How how) {
        if (how == How.ERROR) {
            throw new InternalError("a native function went wrong");
        }
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[1 << 20]);
        }
    }
}
