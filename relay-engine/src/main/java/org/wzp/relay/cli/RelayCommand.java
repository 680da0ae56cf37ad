package org.wzp.relay.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.EndpointStatus;
import org.wzp.relay.api.QuicTransport;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.config.ConfigException;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.LoadedConfig;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.storage.TextFile;
import org.wzp.relay.text.MistakeWords;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.StartWords;
import org.wzp.relay.wire.SocketAddressText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the relay in the foreground until it is told to end. The flags of settings come from their table. */
@Command(
        name = "relay",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        modelTransformer = SettingFlags.class,
        description = "Runs the relay in the foreground; SIGTERM or Ctrl+C ends it after a clean close.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:it was told to end, and closed cleanly",
            "1:it could not start; standard error says why",
            "2:the command line is wrong",
            "3:out of memory, where the JVM is told to end then, as installers/run does",
            "70:it ran and failed; a supervisor should start it again"
        })
final class RelayCommand implements Callable<Integer> {
    /** EX_SOFTWARE of BSD's sysexits: a fault inside the program, other than a start that can't work. */
    static final int FAILED = 70;

    private static final Logger LOG = LoggerFactory.getLogger(RelayCommand.class);
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(1);

    private final Function<RelayConfig, RelayEngine> engines;

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

    RelayCommand() {
        this(EmbeddedRelay::new);
    }

    /** @param engines makes the relay that is run */
    RelayCommand(Function<RelayConfig, RelayEngine> engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec().commandLine().getErr();
        Optional<String> later = SettingFlags.notOfferedYet(spec().commandLine().getParseResult());
        if (later.isPresent()) {
            err.println(later.get()
                    + " belongs to a feature that this version doesn't offer yet. Leave it out to start the relay.");
            return CommandLine.ExitCode.USAGE;
        }
        boolean sample = config != null && TextFile.isMissing(config);
        try {
            LoadedConfig loaded = ConfigLoader.load(new Overrides(
                    home,
                    config,
                    identity,
                    SettingFlags.given(spec().commandLine().getParseResult())));
            Logging.level(loaded.relay().logLevel());
            if (sample) {
                spec().commandLine()
                        .getOut()
                        .println(config + " did not exist: a commented sample is there now. Running on defaults.");
            }
            loaded.differences().ifPresent(LOG::info);
            loaded.relay().warnings().forEach(warning -> err.println(MistakeWords.english(warning)));
            return serve(engines.apply(loaded.relay()), err);
        } catch (ConfigException e) {
            if (e.isOnCommandLine()) {
                throw new CommandLine.ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
            }
            err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (RelayStartException e) {
            err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private int serve(RelayEngine engine, PrintWriter err) throws RelayStartException {
        EndSignals signals = EndSignals.listen();
        // for what ends the process in other ways, such as a closed terminal
        Runtime.getRuntime().addShutdownHook(new Thread(engine::stop, "shutdown"));
        engine.start();
        announce(engine.snapshot());
        engine.snapshot().attention().stream()
                .filter(line -> line.severity() == Attention.Severity.ERROR)
                .forEach(line -> err.println(NoticeWords.english(line)));
        // What starting needed and running doesn't, some 20 MB, goes back to the system while nobody talks yet.
        System.gc();
        Optional<OldGarbage> garbage = OldGarbage.ofThisProcess();
        try {
            // looks for itself instead of waiting to be told: whoever would tell may be what has failed
            while (!signals.await(LOOK_PERIOD)) {
                if (engine.state() == RelayState.FAILED) {
                    err.println(engine.snapshot()
                            .failure()
                            .map(failure -> StartWords.english(failure.cause()))
                            .orElse("The relay has failed."));
                    return FAILED;
                }
                garbage.ifPresent(OldGarbage::look);
            }
        } catch (InterruptedException e) {
            err.println("Interrupted; stopping.");
            Thread.currentThread().interrupt();
        }
        engine.stop();
        return CommandLine.ExitCode.OK;
    }

    private void announce(RelaySnapshot snapshot) {
        PrintWriter out = spec().commandLine().getOut();
        EndpointStatus endpoint = snapshot.endpoint();
        endpoint.listening()
                .ifPresent(address -> out.println(
                        "Listening on " + SocketAddressText.of(address).text() + " ("
                                + endpoint.transport().map(QuicTransport::key).orElse("no") + " transport)"));
        endpoint.reachable()
                .forEach(address -> out.println(
                        "Clients connect to " + SocketAddressText.of(address).text()));
        out.println("Identity fingerprint " + endpoint.identityFingerprint().orElse("unknown"));
        out.println("TLS fingerprint " + endpoint.tlsFingerprint().orElse("unknown"));
        endpoint.tlsFingerprint()
                .flatMap(TlsFingerprint::parse)
                .ifPresent(fingerprint ->
                        out.println("In words, to compare with another relay's operator: " + fingerprint.spoken()));
        out.flush();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run through the command line");
        }
        return spec;
    }
}
