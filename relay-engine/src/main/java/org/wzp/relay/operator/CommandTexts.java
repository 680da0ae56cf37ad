package org.wzp.relay.operator;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.text.Durations;
import org.wzp.relay.wire.PrintableText;

/** Commands in words, for outcomes and the audit log. */
public final class CommandTexts {
    private static final String REASON = "reason";
    private static final String PARTICIPANTS = "participants";
    private static final int MAX_REASON_CHARS = 200;
    private static final int MAX_NAMED_CHARS = 2_000;

    private CommandTexts() {}

    /**
     * What the command names, for the audit log: its record's components, the reason apart. People by identity and alias, never
     * by the number of a connection.
     *
     * @param named whom it turned out to name
     */
    static Map<String, String> arguments(OperatorCommand command, Map<String, String> named) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (RecordComponent component : command.getClass().getRecordComponents()) {
            add(arguments, component.getName(), value(command, component));
        }
        arguments.replaceAll((name, value) -> PrintableText.of(value, MAX_REASON_CHARS));
        named.forEach((name, value) -> arguments.put(name, PrintableText.of(value, MAX_NAMED_CHARS)));
        return arguments;
    }

    private static void add(Map<String, String> arguments, String name, Object value) {
        switch (value) {
            case String text when name.equals(REASON) -> {
                // has a field of its own
            }
            case String text -> arguments.put(name, text);
            case Boolean yes -> arguments.put(name, yes ? "yes" : "no");
            case RoomPolicy policy -> arguments.put(name, policy.name());
            case KeepOut keepOut -> arguments.put(name, keptOut(keepOut));
            case KeepOut.Term term -> arguments.put(name, inWords(term));
            case BanTarget target -> arguments.put(name, target.text());
            case Optional<?> maybe -> maybe.ifPresent(present -> add(arguments, name, present));
            case RoomRule rule -> {
                arguments.put("room", rule.room());
                arguments.put("policy", rule.policy().name());
            }
            case List<?> numbers when name.equals(PARTICIPANTS) -> {
                // named by identity
            }
            case List<?> all -> arguments.put(name, list(all));
            default -> throw new IllegalStateException("no words for the argument " + name);
        }
    }

    static String list(List<?> values) {
        return String.join(
                " ",
                values.stream()
                        .map(value -> value instanceof Ban ban ? String.valueOf(ban.id()) : String.valueOf(value))
                        .toList());
    }

    private static Object value(OperatorCommand command, RecordComponent component) {
        try {
            return component.getAccessor().invoke(command);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the components of " + command.getClass() + " can't be read", e);
        }
    }

    private static String keptOut(KeepOut keepOut) {
        return switch (keepOut) {
            case KeepOut.Nothing nothing -> "no";
            case KeepOut.Held held ->
                (held.scope() == KeepOut.Scope.ROOM ? "of the room " : "of the relay ")
                        + inWords(held.term())
                        + (held.addressToo() ? ", with the address" : "");
        };
    }

    private static String inWords(KeepOut.Term term) {
        return switch (term) {
            case KeepOut.For limited -> "for " + Durations.inWords(limited.duration());
            case KeepOut.Until until -> "until " + until.moment();
            case KeepOut.ForGood good -> "for good";
        };
    }

    /** The operator's reason; empty where the command has none. */
    static String reason(OperatorCommand command) {
        for (RecordComponent component : command.getClass().getRecordComponents()) {
            if (component.getName().equals(REASON) && value(command, component) instanceof String reason) {
                return reason(reason);
            }
        }
        return "";
    }

    static String reason(String asTyped) {
        return PrintableText.of(asTyped, MAX_REASON_CHARS);
    }
}
