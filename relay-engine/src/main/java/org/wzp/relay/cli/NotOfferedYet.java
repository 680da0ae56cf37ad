package org.wzp.relay.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Flags of the reference whose features this version doesn't have (relay behaviour 2.3). They are known, hidden from the
 * usage, and refused by name: passed over in silence they would promise something.
 */
final class NotOfferedYet implements IModelTransformer {
    private static final List<String> WITH_VALUE = List.of(
            "--remote",
            "--metrics-port",
            "--probe",
            "--ws-port",
            "--static-dir",
            "--global-room",
            "--debug-tap",
            "--event-log");
    private static final List<String> ALONE = List.of("--probe-mesh", "--trunking", "--mesh-status");

    @Override
    public CommandSpec transform(CommandSpec relay) {
        WITH_VALUE.forEach(name -> relay.addOption(OptionSpec.builder(name)
                .hidden(true)
                .type(List.class)
                .arity("1")
                .build()));
        ALONE.forEach(name -> relay.addOption(
                OptionSpec.builder(name).hidden(true).type(boolean.class).build()));
        return relay;
    }

    /** The first such flag among those given. */
    static Optional<String> among(ParseResult given) {
        return given.matchedOptions().stream()
                .filter(OptionSpec::hidden)
                .map(OptionSpec::longestName)
                .findFirst();
    }
}
