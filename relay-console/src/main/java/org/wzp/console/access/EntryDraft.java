package org.wzp.console.access;

import java.net.InetAddress;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.wzp.console.relay.EntryAsker;
import org.wzp.console.relay.KnownNames;
import org.wzp.console.relay.RuleScopes;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.EntryQuery;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Names;
import org.wzp.relay.text.OutcomeWords;
import org.wzp.relay.wire.RoomName;

/**
 * Somebody and a room of which the operator asks whether the one may join the other. The relay answers, anew whenever the
 * question or the rules change. Knows no control. JavaFX thread only.
 */
final class EntryDraft {
    private final ObservableValue<RelaySnapshot> latest;
    private final KnownNames names;
    private final EntryAsker asker;
    private final ZoneId zone;
    private final StringProperty who = new SimpleStringProperty();
    private final StringProperty room = new SimpleStringProperty();
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
    private final Subscription changes;
    private @Nullable Asked asked;

    /** What an answer depends on. */
    private record Asked(EntryQuery query, AccessStatus access, RelayState state) {
        @SuppressWarnings("ReferenceEquality") // rules are the same object until something changes
        boolean isSameAs(@Nullable Asked other) {
            return other != null && access == other.access && state == other.state && query.equals(other.query);
        }
    }

    /**
     * @param who fingerprint to begin with, or nothing
     * @param room to begin with, or nothing
     */
    EntryDraft(
            String who,
            String room,
            ObservableValue<RelaySnapshot> latest,
            KnownNames names,
            EntryAsker asker,
            ZoneId zone) {
        this.latest = latest;
        this.names = names;
        this.asker = asker;
        this.zone = zone;
        this.who.set(who);
        this.room.set(room);
        changes = Subscription.combine(
                this.who.subscribe(this::ask), this.room.subscribe(this::ask), latest.subscribe(this::ask));
        ask();
    }

    /** A fingerprint, or the name of somebody inside. */
    StringProperty who() {
        return who;
    }

    StringProperty room() {
        return room;
    }

    /** The answer in words, or what has to be said first. */
    ReadOnlyStringProperty answer() {
        return answer.getReadOnlyProperty();
    }

    /** Asks nothing more. */
    void close() {
        changes.unsubscribe();
        asked = null;
    }

    private void ask() {
        List<ParticipantStatus> meant = meant();
        long people =
                meant.stream().map(ParticipantStatus::fingerprint).distinct().count();
        if (who.get().isBlank() || room.get().isBlank() || people > 1) {
            asked = null;
            answer.set(Texts.of(
                    people > 1 ? "entry.several" : "entry.choose", who.get().strip()));
            return;
        }
        String identity = meant.isEmpty() ? who.get().strip() : meant.getFirst().fingerprint();
        RelaySnapshot now = latest.getValue();
        Asked next = new Asked(
                new EntryQuery(
                        room.get().strip(), identity, meant.stream().findFirst().flatMap(EntryDraft::address)),
                now.access(),
                now.state());
        if (!next.isSameAs(asked)) {
            asked = next;
            asker.ask(next.query(), told -> show(next, told));
        }
    }

    private static Optional<InetAddress> address(ParticipantStatus person) {
        return Optional.ofNullable(person.address().getAddress());
    }

    /** Those inside of that fingerprint, else those who call themselves so. */
    private List<ParticipantStatus> meant() {
        String text = who.get().strip();
        String canonical = Fingerprint.canonical(text);
        List<ParticipantStatus> byKey = people().filter(
                        person -> person.fingerprint().equals(canonical))
                .toList();
        return byKey.isEmpty()
                ? people().filter(person ->
                                person.alias().strip().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
                        .toList()
                : byKey;
    }

    private Stream<ParticipantStatus> people() {
        return latest.getValue().rooms().stream().flatMap(found -> found.participants().stream());
    }

    /** An answer to what is asked no more says nothing. */
    @SuppressWarnings("ReferenceEquality") // the very one is meant
    private void show(Asked to, EntryAnswer told) {
        if (to == asked) {
            answer.set(words(to, told));
        }
    }

    private String words(Asked to, EntryAnswer told) {
        String person =
                names.of(Cut.IDENTITY.of(Fingerprint.canonical(to.query().identity())));
        return switch (told) {
            case EntryAnswer.MayJoin may -> mayJoin(person, room(to), may) + addressless(to);
            case EntryAnswer.NotAllowed not ->
                switch (not.rule().policy()) {
                            case CLOSED -> Texts.of("entry.closed", person, room(to));
                            case OPEN, ALLOW_LIST -> Texts.of("entry.not-listed", person, room(to));
                        }
                        + pattern(not.rule())
                        + origin(not.source());
            case EntryAnswer.Banned banned ->
                Texts.of(
                        "entry.banned",
                        person,
                        room(to),
                        banned.ban().target().shown(),
                        AccessViewModel.where(banned.ban()),
                        AccessViewModel.until(banned.ban(), zone),
                        banned.ban().issuer(),
                        Texts.speech().moment(banned.ban().issued(), zone));
            case EntryAnswer.Unanswered not -> OutcomeWords.of(new Outcome.Refused(not.why()), Texts.speech());
        };
    }

    private static String room(Asked asked) {
        return Names.room(RoomName.ofText(asked.query().room()).orElseThrow());
    }

    /** Which rule decided, where it is not the room's own. */
    private static String pattern(RoomRule rule) {
        return rule.isPattern() ? " " + Texts.of("entry.pattern", RuleScopes.inSentence(rule.room())) : "";
    }

    private String mayJoin(String person, String where, EntryAnswer.MayJoin may) {
        RoomRule rule = may.rule();
        return switch (rule.policy()) {
                    case OPEN, CLOSED -> Texts.of("entry.open", person, where);
                    case ALLOW_LIST -> Texts.of("entry.listed", person, where);
                }
                + pattern(rule)
                + origin(may.source());
    }

    /** Who changed the rule when; for one that was written by hand, or longer ago than the log tells, where it stands. */
    private String origin(EntryAnswer.Source source) {
        return source.last()
                .map(this::changed)
                .or(() -> source.place()
                        .map(place -> Texts.of(
                                "entry.written",
                                String.valueOf(place.file().getFileName()),
                                Texts.speech().whole(place.line()))))
                .map(words -> " " + words)
                .orElse("");
    }

    private String changed(EntryAnswer.Change change) {
        return change.at()
                .map(at ->
                        Texts.of("entry.changed", change.actor(), Texts.speech().moment(at, zone)))
                .orElseGet(() -> Texts.of("entry.changed-by", change.actor()));
    }

    /** Who isn't here may come from an address that is banned. */
    private static String addressless(Asked asked) {
        boolean matters = asked.query().address().isEmpty()
                && asked.access().bans().stream().anyMatch(ban -> ban.target() instanceof BanTarget.Prefix);
        return matters ? " " + Texts.of("entry.addressless") : "";
    }
}
