package org.wzp.relay.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.client.load.LoadPlan;
import org.wzp.relay.client.load.LoadReport;
import org.wzp.relay.client.load.LoadRun;
import org.wzp.relay.config.TypedAddress;
import org.wzp.relay.config.Unfit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drives a relay on this machine and prints what arrived. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Drives a relay on loopback with real clients and prints what arrived, counted at the receivers.")
final class LoadCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ADDR", description = "The relay, such as 127.0.0.1:4433; loopback only.")
    private String relay = "";

    @Option(names = "--rooms", description = "Rooms (${DEFAULT-VALUE}).")
    private int rooms = 10;

    @Option(names = "--people", description = "People in each room (${DEFAULT-VALUE}).")
    private int people = 5;

    @Option(names = "--speakers", description = "Of them who talk (all who read).")
    private int speakers = -1;

    @Option(names = "--rate", description = "Packets per second of each talker (${DEFAULT-VALUE}).")
    private int rate = 50;

    @Option(names = "--secs", description = "Seconds measured, after one of warm-up (${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(names = "--payload", description = "Payload bytes (${DEFAULT-VALUE}).")
    private int payload = 80;

    @Option(names = "--report-every", description = "Every so many packets carry a quality report (${DEFAULT-VALUE}).")
    private int reportEvery = 50;

    @Option(names = "--stalled", description = "People of each room who stop reading (${DEFAULT-VALUE}).")
    private int stalled;

    @Option(names = "--speech", description = "Talk spurts and pauses instead of a constant stream.")
    private boolean speech;

    @Option(names = "--pid", description = "Process of the relay, for its CPU time and memory.")
    private long pid;

    @Option(names = "--prefix", description = "What the rooms are called (${DEFAULT-VALUE}).")
    private String prefix = "load";

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run through the command line");
        }
        try {
            InetSocketAddress address = TypedAddress.parse(relay);
            int talking = speakers < 0 ? people - stalled : speakers;
            LoadReport report = new LoadRun(new LoadPlan(
                            new LoadPlan.Target(address, pid),
                            new LoadPlan.Crowd(rooms, people, talking, stalled, prefix),
                            new LoadPlan.Talk(rate, seconds, payload, reportEvery, speech)))
                    .run();
            spec.commandLine().getOut().println(report.text());
            return report.leaked() == 0 ? 0 : 1;
        } catch (Unfit e) {
            spec.commandLine().getErr().println("The relay's address " + e.what());
            return 2;
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage() + ".");
            return 2;
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
