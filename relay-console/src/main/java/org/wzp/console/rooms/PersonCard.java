package org.wzp.console.rooms;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.wzp.console.relay.RuleScopes;
import org.wzp.console.rooms.ActivityHistory.Measure;
import org.wzp.console.rooms.Whereabouts.Here;
import org.wzp.console.text.Policies;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Tier;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.CodecId;

/**
 * All that the snapshot knows of one person, told anew with each; who reconnects is the same person. Knows no control. JavaFX
 * thread only.
 */
final class PersonCard {
    private static final double PERCENT = 100;

    private final PersonRef whom;
    private final ObservableValue<RelaySnapshot> latest;
    private final ActivityHistory activity;
    private final PastNames names;
    private final ZoneId zone;

    PersonCard(
            PersonRef whom,
            ObservableValue<RelaySnapshot> latest,
            ActivityHistory activity,
            PastNames names,
            ZoneId zone) {
        this.whom = whom;
        this.latest = latest;
        this.activity = activity;
        this.names = names;
        this.zone = zone;
    }

    String title() {
        return whom.nameWithKey();
    }

    String fingerprint() {
        return whom.fingerprint();
    }

    /** One for each {@link PersonFact.Kind}, in its order. */
    ObservableValue<List<PersonFact>> facts() {
        return Bindings.createObjectBinding(this::factsNow, latest);
    }

    /** The last minute, oldest first; zeros once they have left. */
    double[] minute(Measure measure) {
        return here().map(found -> activity.of(found.person().id(), measure))
                .orElseGet(() -> new double[ActivityHistory.LENGTH]);
    }

    /** Everything as text, one fact a line. */
    String copied() {
        return Stream.concat(
                        Stream.of(title()),
                        factsNow().stream()
                                .filter(fact -> !fact.value().isEmpty())
                                .map(fact -> Texts.of("card.copied", fact.kind().text(), fact.value())))
                .collect(Collectors.joining("\n"));
    }

    private Optional<Here> here() {
        return Whereabouts.of(whom, now()) instanceof Here found ? Optional.of(found) : Optional.empty();
    }

    private RelaySnapshot now() {
        return latest.getValue();
    }

    private List<PersonFact> factsNow() {
        Optional<Here> here = here();
        List<PersonFact> facts = new ArrayList<>();
        for (PersonFact.Kind kind : PersonFact.Kind.values()) {
            facts.add(new PersonFact(
                    kind,
                    here.map(found -> fact(kind, found.room(), found.person())).orElseGet(() -> ofWhoLeft(kind))));
        }
        return facts;
    }

    private String ofWhoLeft(PersonFact.Kind kind) {
        return switch (kind) {
            case KEY -> whom.fingerprint();
            case NAMES -> pastNames(whom.alias());
            case NOTE -> note();
            case ROOM -> Texts.of("card.room.left", Names.room(whom.room()));
            case RULES -> rules("");
            default -> "";
        };
    }

    private String fact(PersonFact.Kind kind, RoomStatus room, ParticipantStatus person) {
        return switch (kind) {
            case KEY -> person.fingerprint();
            case NAMES -> pastNames(person.alias());
            case NOTE -> note();
            case ROOM ->
                Texts.of(
                        person.rehearsal() ? "card.room.rehearsal" : "card.room.here",
                        Names.room(room.name()),
                        Durations.brief(Duration.between(person.joined(), now().at())),
                        Texts.speech().moment(person.joined(), zone));
            case ADDRESS ->
                Texts.of(
                        "card.address.value",
                        Addresses.of(person.address()),
                        person.transport().label());
            case SHARED -> sharers(person);
            case SPEAKING -> speaking(person);
            case CODEC -> person.codec().map(CodecId::jsonName).orElseGet(() -> Texts.of("card.nothing-sent"));
            case TIER -> tier(person);
            case LOSS_TO ->
                Texts.of(
                        "card.loss-to.value",
                        Texts.speech().decimal(person.link().lossPercent().orElse(Double.NaN)),
                        Texts.speech().whole(person.flow().quicLost()));
            case LOSS_FROM -> lossFrom(person);
            case RTT ->
                Texts.of(
                        "card.rtt.value",
                        Texts.speech().decimal(person.flow().quicRttMillis().orElse(Double.NaN)),
                        Texts.speech()
                                .whole(
                                        person.link().rttByQuic()
                                                ? Double.NaN
                                                : person.link().rttMillis().orElse(Double.NaN)));
            case JITTER ->
                Texts.of(
                        "card.jitter.value",
                        Texts.speech().whole(person.link().jitterMillis().orElse(Double.NaN)));
            case IN ->
                Texts.of(
                        "card.in.value",
                        Texts.speech().whole(person.inPerSecond()),
                        Texts.speech().whole(person.packetsIn()),
                        kilobytes(person.bytesIn()),
                        Texts.speech().whole(person.overLimit()));
            case OUT ->
                Texts.of(
                        "card.out.value",
                        Texts.speech().whole(newest(person, Measure.OUT)),
                        Texts.speech().whole(person.packetsOut()),
                        kilobytes(person.bytesOut()),
                        Texts.speech().whole(person.flow().waiting()));
            case DROPPED -> dropped(person);
            case RULES -> rules(room.name());
            case BANS -> bans(person);
        };
    }

    private double newest(ParticipantStatus person, Measure measure) {
        return activity.of(person.id(), measure)[ActivityHistory.LENGTH - 1];
    }

    private static String kilobytes(long bytes) {
        return Texts.speech().whole(Math.round(bytes / 1_000.0));
    }

    private String pastNames(String now) {
        List<String> before = names.before(whom.fingerprint(), now);
        return before.isEmpty() ? Texts.of("card.names.none") : Sentences.list(before, before.size());
    }

    private String note() {
        String note = now().access().person(whom.fingerprint()).note();
        return note.isEmpty() ? Texts.of("card.note.none") : note;
    }

    private String sharers(ParticipantStatus person) {
        List<String> others = now().rooms().stream()
                .flatMap(room -> room.participants().stream())
                .filter(other -> !other.fingerprint().equals(person.fingerprint()))
                .filter(other -> MeantPeople.address(other).equals(MeantPeople.address(person)))
                .map(other -> Names.withKey(other.alias(), other.fingerprint()))
                .distinct()
                .toList();
        return others.isEmpty() ? Texts.of("card.shared.nobody") : Sentences.list(others, Names.MOST_NAMED);
    }

    private String speaking(ParticipantStatus person) {
        String minute = Texts.of("card.spoken", activity.spoken(person.id()));
        return PersonWords.voice(person) + " · " + minute;
    }

    /** Which of the two figures of their client decides. */
    private static String tier(ParticipantStatus person) {
        String label = person.link().tier().label();
        if (person.link().lossPercent().isEmpty()) {
            return Texts.of("card.tier.unmeasured", label);
        }
        double loss = person.link().lossPercent().getAsDouble();
        long rtt = Math.round(person.link().rttMillis().orElse(0));
        Tier byLoss = Tier.of(loss, 0);
        Tier byRtt = Tier.of(0, (double) rtt);
        boolean lossDecides = byLoss.isWorseThan(byRtt);
        boolean best = !lossDecides && byRtt == Tier.STUDIO_64K;
        return Texts.of(
                best ? "card.tier.best" : lossDecides ? "card.tier.loss" : "card.tier.rtt",
                label,
                Texts.speech().decimal(loss),
                Texts.speech().whole(rtt));
    }

    private static String lossFrom(ParticipantStatus person) {
        long promised = person.packetsIn() + person.flow().missing();
        return Texts.of(
                "card.loss-from.value",
                Texts.speech()
                        .decimal(promised == 0 ? Double.NaN : person.flow().missing() * PERCENT / promised),
                Texts.speech().whole(person.flow().missing()));
    }

    private static String dropped(ParticipantStatus person) {
        return person.flow().dropped().isEmpty()
                ? Texts.of("card.dropped.none")
                : LinkChecks.spelled(person.flow().dropped());
    }

    private String rules(String room) {
        List<String> lines = new ArrayList<>();
        Optional<RoomRule> deciding = now().access().deciding(room);
        for (RoomRule rule : now().access().rules()) {
            boolean listed = now().access().lists(rule, whom.fingerprint());
            if (listed || deciding.filter(rule::equals).isPresent()) {
                lines.add(Texts.of(
                        listed ? "card.rules.listed" : "card.rules.not-listed",
                        RuleScopes.text(rule.room()),
                        Policies.text(rule.policy())));
            }
        }
        return lines.isEmpty() ? Texts.of("card.rules.none") : String.join("\n", lines);
    }

    private String bans(ParticipantStatus person) {
        List<Ban> meant = now().access().bans().stream()
                .filter(ban -> EntryRules.meets(ban, person))
                .toList();
        return meant.isEmpty()
                ? Texts.of("card.bans.none")
                : meant.stream()
                        .map(ban -> Texts.of(
                                "card.bans.one",
                                ban.target().shown(),
                                ban.room().map(Names::room).orElseGet(() -> Texts.of("bans.whole-relay")),
                                ban.until()
                                        .map(until -> Texts.speech().moment(until, zone))
                                        .orElseGet(() -> Texts.of("bans.for-good")),
                                ban.reason()))
                        .collect(Collectors.joining("\n"));
    }
}
