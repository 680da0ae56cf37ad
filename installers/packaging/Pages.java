import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.wzp.console.app.ConsoleOptions;
import org.wzp.relay.cli.Commands;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code java -cp … Pages.java FOLDER VERSION TIME}: the manual pages and the shell completion of {@code wzp-relay}, made from
 * what picocli knows of its commands, so that they can't say anything else than {@code --help}. picocli's own generator writes
 * AsciiDoc and needs another program to make pages of it.
 */
final class Pages {
    private static final String PROGRAM = "wzp-relay";

    private Pages() {}

    public static void main(String[] arguments) throws Exception {
        Path share = Path.of(arguments[0]);
        String foot = "\"" + arguments[2].substring(0, 10) + "\" \"" + PROGRAM + " " + arguments[1] + "\"";
        CommandLine line = Commands.all();
        line.addSubcommand("console", new CommandLine(ConsoleOptions.class));

        Path manuals = Files.createDirectories(share.resolve("man/man1"));
        Files.writeString(manuals.resolve(PROGRAM + ".1"), programPage(line, foot));
        for (Map.Entry<String, CommandLine> command : line.getSubcommands().entrySet()) {
            for (var deeper : command.getValue().getSubcommands().entrySet()) {
                write(manuals, command.getKey() + "-" + deeper.getKey(), deeper.getValue().getCommandSpec(), foot);
            }
            write(manuals, command.getKey(), command.getValue().getCommandSpec(), foot);
        }
        Files.writeString(
                Files.createDirectories(share.resolve("bash-completion/completions")).resolve(PROGRAM),
                // a shell reads it in; it is no program of its own
                AutoComplete.bash(PROGRAM, line).replaceFirst("^#!.*\n", ""));
    }

    private static void write(Path folder, String name, CommandSpec spec, String foot) throws IOException {
        String page = PROGRAM + "-" + name;
        StringBuilder text = head(page, String.join(" ", spec.usageMessage().description()), foot);
        text.append(".SH SYNOPSIS\n.B ").append(PROGRAM).append(' ').append(escaped(name.replace('-', ' '))).append("\n[OPTIONS]");
        for (PositionalParamSpec word : spec.positionalParameters()) {
            text.append(' ').append(escaped(word.paramLabel()));
        }
        text.append('\n');
        if (!spec.subcommands().isEmpty()) {
            text.append(".SH COMMANDS\n");
            spec.subcommands().forEach((word, command) ->
                    item(text, word, String.join(" ", command.getCommandSpec().usageMessage().description())));
        }
        if (!spec.positionalParameters().isEmpty()) {
            text.append(".SH ARGUMENTS\n");
            spec.positionalParameters().forEach(word -> item(text, word.paramLabel(), words(word.description(), word.defaultValueString(true))));
        }
        text.append(".SH OPTIONS\n");
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                String label = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
                item(text, String.join(", ", option.names()) + label, words(option.description(), option.defaultValueString(true)));
            }
        }
        if (!spec.usageMessage().exitCodeList().isEmpty()) {
            text.append(".SH EXIT STATUS\n");
            spec.usageMessage().exitCodeList().forEach((code, meaning) -> item(text, code, meaning));
        }
        Files.writeString(folder.resolve(page + ".1"), text.append(".SH SEE ALSO\n.BR " + PROGRAM + " (1)\n"));
    }

    private static String programPage(CommandLine line, String foot) {
        StringBuilder text = head(PROGRAM, "voice relay for wzp clients, with a window and as a service", foot);
        text.append(".SH SYNOPSIS\n.B ").append(PROGRAM).append("\n[COMMAND] [OPTIONS]\n.SH DESCRIPTION\n")
                .append("Without a command it opens the window with a relay running in it.\n.SH COMMANDS\n");
        line.getSubcommands().forEach((word, command) ->
                item(text, word, String.join(" ", command.getCommandSpec().usageMessage().description())));
        text.append(".SH FILES\n");
        item(text, "~/.config/wzp-relay", "Where the relay of a user keeps its files: configuration, identity, rules, audit log.");
        item(text, "/var/lib/wzp-relay", "The same of the service wzp-relay.service.");
        text.append(".SH SEE ALSO\n");
        List<String> pages = line.getSubcommands().keySet().stream().sorted().toList();
        for (int i = 0; i < pages.size(); i++) {
            text.append(".BR ").append(PROGRAM).append('-').append(pages.get(i)).append(i < pages.size() - 1 ? " (1),\n" : " (1)\n");
        }
        return text.toString();
    }

    private static StringBuilder head(String page, String does, String foot) {
        return new StringBuilder(".\\\" made from the program's own help\n.TH \"" + page.toUpperCase() + "\" 1 " + foot + "\n.SH NAME\n" + page
                + " \\- " + escaped(does) + "\n");
    }

    private static String words(String[] description, String byDefault) {
        return String.join(" ", description).replace("${DEFAULT-VALUE}", byDefault).replace("%n", " ").replace("%%", "%");
    }

    private static void item(StringBuilder text, String term, String meaning) {
        text.append(".TP\n.B ").append(escaped(term)).append('\n').append(escaped(meaning)).append('\n');
    }

    /** For troff: a backslash and a minus are signs of its own, and so is a dot or an apostrophe where a line begins. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ").strip();
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
