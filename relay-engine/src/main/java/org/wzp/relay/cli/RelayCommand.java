package org.wzp.relay.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.engine.EmbeddedRelay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the relay in the foreground until it is told to end. */
@Command(
        name = "relay",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Runs the relay in the foreground; SIGTERM or Ctrl+C ends it after a clean close.")
final class RelayCommand implements Callable<Integer> {
    private static final int WRONG_WORDS = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration; a sample is created if it is missing.")
    private @Nullable Path config;

    @Option(
            names = {"-i", "--identity"},
            paramLabel = "FILE",
            description = "Identity seed, 64 hex digits; created if missing.")
    private @Nullable Path identity;

    @Option(names = "--home", paramLabel = "DIR", description = "Where the relay keeps its files.")
    private @Nullable Path home;

    @Option(names = "--listen", paramLabel = "ADDR", description = "Address and port, such as 0.0.0.0:4433.")
    private @Nullable String listen;

    @Option(names = "--auth-url", paramLabel = "URL", description = "Ask for tokens and check them there.")
    private @Nullable String authUrl;

    @Option(names = "--max-sessions", paramLabel = "N", description = "Participants at one time (100).")
    private @Nullable Integer maxSessions;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "error, warn, info, debug or trace.")
    private @Nullable String logLevel;

    @Option(names = "--transport", paramLabel = "KIND", description = "auto, direct or netty.")
    private @Nullable String transport;

    @Option(
            names = {
                "--remote",
                "--metrics-port",
                "--probe",
                "--ws-port",
                "--static-dir",
                "--global-room",
                "--debug-tap",
                "--event-log"
            },
            hidden = true,
            arity = "1")
    private @Nullable List<String> notYetWithValue;

    @Option(
            names = {"--probe-mesh", "--trunking", "--mesh-status"},
            hidden = true)
    private boolean notYet;

    @Override
    public Integer call() {
        PrintWriter err = spec().commandLine().getErr();
        if (notYet || notYetWithValue != null) {
            err.println("One of these flags belongs to a feature that this version doesn't offer yet: --remote,"
                    + " --metrics-port, --probe, --probe-mesh, --trunking, --ws-port, --static-dir, --global-room,"
                    + " --debug-tap, --event-log, --mesh-status. Leave it out.");
            return WRONG_WORDS;
        }
        try {
            RelayConfig loaded = ConfigLoader.load(new ConfigLoader.Overrides(
                    home, config, identity, listen, authUrl, maxSessions, logLevel, transport));
            Logging.level(loaded.logLevel());
            loaded.warnings().forEach(err::println);
            return serve(new EmbeddedRelay(loaded), err);
        } catch (ConfigException | RelayStartException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private int serve(RelayEngine engine, PrintWriter err) throws RelayStartException {
        engine.start();
        announce(engine.snapshot());
        CountDownLatch ended = new CountDownLatch(1);
        Thread closing = new Thread(
                () -> {
                    engine.stop();
                    ended.countDown();
                },
                "shutdown");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            ended.await();
        } catch (InterruptedException e) {
            err.println("Interrupted; stopping.");
            engine.stop();
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void announce(RelaySnapshot snapshot) {
        PrintWriter out = spec().commandLine().getOut();
        RelaySnapshot.Endpoint endpoint = snapshot.endpoint();
        endpoint.listening()
                .ifPresent(address ->
                        out.println("Listening on " + address.getAddress().getHostAddress() + ":" + address.getPort()
                                + " (" + endpoint.transport() + " transport)"));
        endpoint.reachable()
                .forEach(address -> out.println(
                        "Clients connect to " + address.getAddress().getHostAddress() + ":" + address.getPort()));
        out.println("Identity fingerprint " + endpoint.identityFingerprint());
        out.println("TLS fingerprint " + endpoint.tlsFingerprint());
        out.flush();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run through the command line");
        }
        return spec;
    }
}
