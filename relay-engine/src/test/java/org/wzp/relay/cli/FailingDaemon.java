package org.wzp.relay.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
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
        LongSupplier nanos = () -> {
            if (Thread.currentThread().getName().startsWith(thread)) {
                fail(how);
            }
            return system.nanos().getAsLong();
        };
        RelayCommand command =
                new RelayCommand(config -> new EmbeddedRelay(config, new RelayTime(system.wall(), nanos)));
        System.exit(new CommandLine(command)
                .setErr(new PrintWriter(System.err, true))
                .setOut(new PrintWriter(System.out, true))
                .execute(List.of(words).subList(2, words.length).toArray(String[]::new)));
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
