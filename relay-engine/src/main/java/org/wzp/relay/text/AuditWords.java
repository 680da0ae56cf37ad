package org.wzp.relay.text;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.AccessEffect;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.Effect;
import org.wzp.relay.api.FederationCommand;
import org.wzp.relay.api.FederationEffect;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.KnownBan;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ModerationCommand;
import org.wzp.relay.api.ModerationEffect;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayCommand;
import org.wzp.relay.api.RelayEffect;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.RuleChange;
import org.wzp.relay.api.SecretSeed;

/** Commands and what they changed, as the audit log writes them down. */
public final class AuditWords {
    private static final String REASON = "reason";
    /** Components that {@link Named} tells better: by identity and alias, never by the number of a connection. */
    private static final Set<String> NAMED = Set.of("participants", "fingerprints");

    private static final String NO_BAN = "no ban";
    private static final String NOT_LISTED = "not listed";

    private AuditWords() {}

    /** What the command names: its record's components, the reason apart, and whom it means. */
    public static Map<String, String> arguments(OperatorCommand command, Named named) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (RecordComponent component : command.getClass().getRecordComponents()) {
            if (!NAMED.contains(component.getName())) {
                add(arguments, component.getName(), value(command, component));
            }
        }
        arguments.replaceAll((name, value) -> Cut.REASON.of(value));
        named(command, named).forEach((name, value) -> arguments.put(name, Cut.NAMED.of(value)));
        return arguments;
    }

    /** The same, and who was disconnected by it. */
    public static Map<String, String> arguments(OperatorCommand command, Named named, Outcome outcome) {
        Map<String, String> arguments = arguments(command, named);
        if (outcome instanceof Outcome.Done done
                && !done.effect().disconnected().isEmpty()) {
            arguments.put(
                    "disconnected",
                    Cut.NAMED.of(Names.severalInFull(done.effect().disconnected())));
        }
        return arguments;
    }

    private static Map<String, String> named(OperatorCommand command, Named named) {
        return switch (command) {
            case ModerationCommand.Kick kick ->
                named.people().isEmpty()
                        ? Map.of("person", "had left (connection " + list(kick.participants()) + ")")
                        : Map.of(
                                "person", Names.severalInFull(named.people()),
                                "room", Names.list(named.rooms(), Speech.ENGLISH));
            case ModerationCommand.LiftBan lift -> whom(named);
            case ModerationCommand.ChangeBan change -> whom(named);
            case ModerationCommand.RestoreBans restore -> whom(named);
            case AccessCommand.AllowInRoom allow -> Map.of("person", Names.allInFull(named.people()));
            case AccessCommand.RemoveFromRoom remove -> Map.of("person", Names.allInFull(named.people()));
            case AccessCommand.LockRoom lock -> Map.of("people", Names.allInFull(named.people()));
            case AccessCommand.NamePerson name -> Map.of("person", Names.allInFull(named.people()));
            case ModerationCommand.AddBan ban -> Map.of();
            case ModerationCommand.CloseRoom close -> Map.of();
            case AccessCommand.SetRoomPolicy set -> Map.of();
            case AccessCommand.SetRoomRule set -> Map.of();
            case AccessCommand.DropRoomRule drop -> Map.of();
            case AccessCommand.RestoreRoom restore -> Map.of();
            case FederationCommand federation -> Map.of();
            // each setting with its value, without secrets, is in before and after
            case RelayCommand relay ->
                named.people().isEmpty() ? Map.of() : Map.of("person", Names.allInFull(named.people()));
        };
    }

    private static Map<String, String> whom(Named named) {
        return named.bans().isEmpty()
                ? Map.of()
                : Map.of(
                        "whom",
                        String.join(
                                ", ",
                                named.bans().stream().map(BanWords::whomInFull).toList()));
    }

    private static void add(Map<String, String> arguments, String name, Object value) {
        switch (value) {
            case String text when name.equals(REASON) -> {
                // has a field of its own
            }
            case String text -> arguments.put(name, text);
            case Long number -> arguments.put(name, Numbers.whole(number));
            case Integer number -> arguments.put(name, Numbers.whole(number));
            case Boolean yes -> arguments.put(name, yes ? "yes" : "no");
            case RoomPolicy policy -> arguments.put(name, policy.name());
            case KeepOut keepOut -> arguments.put(name, keptOut(keepOut));
            case KeepOut.Term term -> arguments.put(name, inWords(term));
            case Instant moment -> arguments.put(name, moment.toString());
            case SecretSeed secret -> arguments.put(name, "from words");
            case Duration term -> arguments.put(name, Durations.inWords(term));
            case BanTarget target -> arguments.put(name, target.text());
            case Optional<?> maybe -> maybe.ifPresent(present -> add(arguments, name, present));
            case RoomRule rule -> {
                arguments.put("room", rule.room());
                arguments.put("policy", rule.policy().name());
            }
            case List<?> all -> arguments.put(name, list(all));
            default -> throw new IllegalStateException("no words for the argument " + name);
        }
    }

    private static String list(List<?> values) {
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
    public static String reason(OperatorCommand command) {
        for (RecordComponent component : command.getClass().getRecordComponents()) {
            if (component.getName().equals(REASON) && value(command, component) instanceof String reason) {
                return reason(reason);
            }
        }
        return "";
    }

    /** A reason as it is kept: printable and cut. */
    public static String reason(String asTyped) {
        return Cut.REASON.of(asTyped);
    }

    // ---- before and after ------------------------------------------------------------------------------------------

    /** The state before; empty when nothing changed. */
    public static String before(Outcome outcome) {
        return outcome instanceof Outcome.Done done ? before(done.effect()) : "";
    }

    /** The state after; empty when nothing changed. */
    public static String after(Outcome outcome) {
        return outcome instanceof Outcome.Done done ? after(done.effect()) : "";
    }

    private static String before(Effect effect) {
        return switch (effect) {
            case ModerationEffect.Removed removed -> "in room " + removed.room();
            case ModerationEffect.KeptOut out -> out.inside() ? "in room " + out.room() : "left by themselves";
            case ModerationEffect.Banned banned -> NO_BAN;
            case ModerationEffect.BanChanged changed ->
                BanWords.inFull(changed.before().ban());
            case ModerationEffect.Lifted lifted -> known(lifted.bans());
            case ModerationEffect.BannedAgain again -> NO_BAN;
            case ModerationEffect.Emptied emptied ->
                emptied.before() + ", " + Names.people(emptied.disconnected().size());
            case AccessEffect access -> before(access.change());
            case FederationEffect federation -> FederationWords.before(federation);
            case RelayEffect relay -> RelayWords.before(relay);
        };
    }

    private static String after(Effect effect) {
        return switch (effect) {
            case ModerationEffect.Removed removed -> "removed";
            case ModerationEffect.KeptOut out -> BanWords.inFull(out.bans());
            case ModerationEffect.Banned banned -> BanWords.inFull(banned.ban().ban());
            case ModerationEffect.BanChanged changed ->
                BanWords.inFull(changed.after().ban());
            case ModerationEffect.Lifted lifted -> NO_BAN;
            case ModerationEffect.BannedAgain again -> known(again.bans());
            case ModerationEffect.Emptied emptied -> emptied.after() + ", empty";
            case AccessEffect access -> after(access.change());
            case FederationEffect federation -> FederationWords.after(federation);
            case RelayEffect relay -> RelayWords.after(relay);
        };
    }

    private static String known(List<KnownBan> bans) {
        return BanWords.inFull(bans.stream().map(KnownBan::ban).toList());
    }

    /** The rule before. */
    public static String before(RuleChange change) {
        return switch (change) {
            case RuleChange.PolicySet set -> set.before().policy().name();
            case RuleChange.Listed listed -> NOT_LISTED;
            case RuleChange.Unlisted unlisted -> listed(unlisted.fingerprint());
            case RuleChange.RuleReplaced replaced -> inWords(replaced.before());
            case RuleChange.PersonNamed named -> inWords(named.before());
            case RuleChange.BansAdded added -> NO_BAN;
            case RuleChange.BanChanged changed -> BanWords.inFull(changed.before());
            case RuleChange.BansLifted lifted -> BanWords.inFull(lifted.bans());
        };
    }

    /** The rule after. */
    public static String after(RuleChange change) {
        return switch (change) {
            case RuleChange.PolicySet set -> set.after().policy().name();
            case RuleChange.Listed listed -> listed(listed.fingerprint());
            case RuleChange.Unlisted unlisted -> NOT_LISTED;
            case RuleChange.RuleReplaced replaced -> inWords(replaced.after());
            case RuleChange.PersonNamed named -> inWords(named.after());
            case RuleChange.BansAdded added -> BanWords.inFull(added.bans());
            case RuleChange.BanChanged changed -> BanWords.inFull(changed.after());
            case RuleChange.BansLifted lifted -> NO_BAN;
        };
    }

    private static String inWords(KnownPerson person) {
        return person.isUnknown()
                ? "no name"
                : "name \"" + person.name() + '"'
                        + (person.note().isEmpty() ? "" : ", note \"" + person.note() + '"')
                        + (person.groups().isEmpty() ? "" : ", groups " + String.join(" ", person.groups()));
    }

    private static String listed(String fingerprints) {
        return "listed " + fingerprints;
    }

    private static String inWords(RoomRule rule) {
        return rule.policy() + (rule.allowed().isEmpty() ? "" : ", " + listed(String.join(" ", rule.allowed())));
    }
}
