package org.wzp.console.access;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.wzp.console.action.TermDraft;
import org.wzp.console.relay.KnownNames;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ModerationCommand;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.ChangeBan;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.RoomName;

/** A ban that the operator is about to add, of somebody who need not be here. Knows no control. JavaFX thread only. */
public final class BanDraft {
    private static final int MOST_NAMES = 3;

    /** What is banned. */
    public enum Kind {
        IDENTITY("ban.kind.identity", "ban.prompt.identity"),
        ADDRESS("ban.kind.address", "ban.prompt.address"),
        PREFIX("ban.kind.prefix", "ban.prompt.prefix");

        private final String textKey;
        private final String promptKey;

        Kind(String textKey, String promptKey) {
            this.textKey = textKey;
            this.promptKey = promptKey;
        }

        public String text() {
            return Texts.of(textKey);
        }

        /** What to type. */
        public String prompt() {
            return Texts.of(promptKey);
        }
    }

    /** Where it counts. */
    public enum Scope {
        RELAY("ban.scope.relay"),
        ROOM("ban.scope.room");

        private final String textKey;

        Scope(String textKey) {
            this.textKey = textKey;
        }

        public String text() {
            return Texts.of(textKey);
        }
    }

    private final ObservableValue<RelaySnapshot> latest;
    private final KnownNames names;
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.IDENTITY);
    private final StringProperty target = new SimpleStringProperty("");
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.RELAY);
    private final StringProperty room = new SimpleStringProperty("");
    private final StringProperty reason = new SimpleStringProperty("");
    private final TermDraft term;
    private final Optional<Ban> editing;

    BanDraft(ObservableValue<RelaySnapshot> latest, KnownNames names, ZoneId zone) {
        this.latest = latest;
        this.names = names;
        term = new TermDraft(zone, latest.getValue().at());
        editing = Optional.empty();
    }

    /** One that is there, to be edited or extended; whom it keeps out stays. */
    BanDraft(Ban ban, ObservableValue<RelaySnapshot> latest, KnownNames names, ZoneId zone) {
        this.latest = latest;
        this.names = names;
        term = new TermDraft(zone, latest.getValue().at());
        editing = Optional.of(ban);
        kind.set(ban.target() instanceof BanTarget.Identity ? Kind.IDENTITY : Kind.PREFIX);
        target.set(ban.target().text());
        scope.set(ban.room().isPresent() ? Scope.ROOM : Scope.RELAY);
        room.set(ban.room().orElse(""));
        reason.set(ban.reason());
        term.beginWith(ban.until());
    }

    boolean isEdit() {
        return editing.isPresent();
    }

    public ObjectProperty<Kind> kind() {
        return kind;
    }

    public StringProperty target() {
        return target;
    }

    public ObjectProperty<Scope> scope() {
        return scope;
    }

    /** Of {@link Scope#ROOM}. */
    public StringProperty room() {
        return room;
    }

    public StringProperty reason() {
        return reason;
    }

    public TermDraft term() {
        return term;
    }

    /** What will have happened when this is confirmed now, or what has to be put right first. */
    public ObservableValue<String> outcome() {
        return Bindings.createStringBinding(() -> problemNow().orElseGet(this::outcomeNow), inputs());
    }

    public ObservableValue<Boolean> possible() {
        return Bindings.createBooleanBinding(() -> problemNow().isEmpty(), inputs());
    }

    /** {@code Ban Anna (518e:b935)}; without an object until there is one. */
    public ObservableValue<String> buttonText() {
        return Bindings.createStringBinding(
                () -> targetProblem().isPresent()
                        ? Texts.of(isEdit() ? "ban.change" : "ban.button")
                        : Texts.of(isEdit() ? "ban.change-whom" : "ban.button-whom", shown(banned())),
                inputs());
    }

    /** @throws IllegalStateException while it is not {@link #possible} */
    ModerationCommand command() {
        problemNow().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        return editing.<ModerationCommand>map(
                        ban -> new ChangeBan(ban.id(), where(), reason.get().strip(), term.term()))
                .orElseGet(() -> new AddBan(banned(), where(), reason.get().strip(), term.term()));
    }

    private Observable[] inputs() {
        return Stream.concat(Stream.of(latest, kind, target, scope, room), term.inputs().stream())
                .toArray(Observable[]::new);
    }

    private Optional<String> problemNow() {
        return targetProblem()
                .or(() -> scope.get() == Scope.ROOM && where().isEmpty()
                        ? Optional.of(Texts.of(room.get().isBlank() ? "ban.no-room" : "ban.bad-room"))
                        : Optional.empty())
                .or(() -> term.problem(latest.getValue().at()));
    }

    private Optional<String> targetProblem() {
        String text = target.get().strip();
        if (text.isEmpty()) {
            return Optional.of(Texts.of("ban.nobody"));
        }
        try {
            switch (kind.get()) {
                case IDENTITY -> {
                    if (isNoFingerprint(text) && onlyFingerprints()) {
                        return Optional.of(Texts.of("ban.bad-fingerprint"));
                    }
                }
                case ADDRESS -> AddressPrefix.address(text);
                case PREFIX -> AddressPrefix.parse(text);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Texts.of("ban.bad-address"));
        }
    }

    private static boolean isNoFingerprint(String text) {
        return Fingerprint.parse(Fingerprint.canonical(text)).isEmpty();
    }

    /** A token service calls people what it likes; whether there is one is known while the relay runs. */
    private boolean onlyFingerprints() {
        RelaySnapshot now = latest.getValue();
        return now.state() == RelayState.RUNNING && !now.endpoint().tokenService();
    }

    /** What the relay will make of it; call only without a {@link #targetProblem}. */
    private BanTarget banned() {
        String text = target.get().strip();
        return switch (kind.get()) {
            case IDENTITY -> new BanTarget.Identity(Fingerprint.canonical(text));
            case ADDRESS -> BanTarget.Prefix.around(text);
            case PREFIX -> BanTarget.Prefix.of(text);
        };
    }

    private Optional<String> where() {
        return scope.get() == Scope.RELAY ? Optional.empty() : RoomName.ofText(room.get());
    }

    private String shown(BanTarget banned) {
        return banned instanceof BanTarget.Identity identity
                ? names.of(Cut.IDENTITY.of(identity.fingerprint()))
                : banned.shown();
    }

    private String outcomeNow() {
        BanTarget banned = banned();
        String in = where().map(Names::room).orElseGet(() -> Texts.of("ban.any-room"));
        String sentence = Texts.of(
                banned instanceof BanTarget.Identity ? "ban.outcome.identity" : "ban.outcome.address",
                shown(banned),
                in,
                term.words());
        return caution(banned) + sentence + met(banned);
    }

    private String met(BanTarget banned) {
        if (latest.getValue().state() != RelayState.RUNNING) {
            return "";
        }
        List<String> met = latest.getValue().rooms().stream()
                .filter(found -> where().isEmpty() || where().get().equals(found.name()))
                .flatMap(found -> found.participants().stream())
                .filter(person -> covers(banned, person))
                .map(person -> Names.withKey(person.alias(), person.fingerprint()))
                .distinct()
                .toList();
        return " "
                + (met.isEmpty()
                        ? Texts.of("ban.outcome.nobody")
                        : Texts.of("ban.outcome.met", Sentences.list(met, MOST_NAMES), met.size()));
    }

    private static boolean covers(BanTarget banned, ParticipantStatus person) {
        return switch (banned) {
            case BanTarget.Identity identity -> identity.fingerprint().equals(person.fingerprint());
            case BanTarget.Prefix prefix ->
                person.address().getAddress() != null
                        && prefix.prefix().contains(person.address().getAddress());
        };
    }

    private static String caution(BanTarget banned) {
        boolean unusual = banned instanceof BanTarget.Identity identity && isNoFingerprint(identity.fingerprint());
        return unusual ? Texts.of("ban.no-fingerprint") + " " : "";
    }
}
