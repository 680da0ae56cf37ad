package org.wzp.relay.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands by name. Apart from {@link Main}, which Java looks through before it runs anything: no method of it may name a
 * class of a library, which might not be there (row S3).
 */
public final class Commands {
    /** What runs without a command. */
    static final String RELAY = "relay";

    /** In the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    private Commands() {}

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put(RELAY, RelayCommand::new);
        commands.put("audit", AuditCommand::new);
        commands.put("client", ClientCommand::new);
        commands.put("load", LoadCommand::new);
        commands.put("bench", BenchCommand::new);
        return commands;
    }

    static boolean has(String name) {
        return COMMANDS.containsKey(name);
    }

    /** With every command, as for its help. */
    public static CommandLine all() {
        CommandLine line = new CommandLine(new Main());
        COMMANDS.forEach((name, command) -> line.addSubcommand(name, new CommandLine(command.get())));
        return line;
    }

    /** With this one alone: reading what each of the others offers takes a tenth of a daemon's start. */
    static CommandLine one(String name) {
        Supplier<Object> command = COMMANDS.getOrDefault(name, RelayCommand::new);
        return new CommandLine(new Main()).addSubcommand(name, new CommandLine(command.get()));
    }
}
