package org.wzp.console.rooms;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.wzp.console.action.TermDraft;
import org.wzp.console.rooms.Whereabouts.Here;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;

/**
 * A ban of people who are here, as the operator is about to confirm it: of their keys, of the addresses they are at, or of a range
 * of addresses. Whom it would disconnect is told anew with each snapshot. Knows no control. JavaFX thread only.
 */
final class RowBanDraft {
    /** What of them is banned. */
    enum By {
        IDENTITY("row-ban.by.identity"),
        ADDRESS("row-ban.by.address"),
        PREFIX("row-ban.by.prefix");

        private final String textKey;

        By(String textKey) {
            this.textKey = textKey;
        }

        String text() {
            return Texts.of(textKey);
        }
    }

    /** A household's or an office's addresses: what the range begins with. */
    private static final int IPV4_RANGE_BITS = 24;

    private static final int IPV6_RANGE_BITS = 48;

    private final MeantPeople meant;
    private final ObservableValue<RelaySnapshot> latest;
    private final ObjectProperty<By> by = new SimpleObjectProperty<>(By.IDENTITY);
    private final StringProperty prefix;
    private final BooleanProperty onlyRoom = new SimpleBooleanProperty();
    private final StringProperty reason = new SimpleStringProperty("");
    private final TermDraft term;

    /** @param people at least one */
    RowBanDraft(List<Here> people, ObservableValue<RelaySnapshot> latest, ZoneId zone) {
        this.latest = latest;
        meant = new MeantPeople(people, latest);
        term = new TermDraft(zone, latest.getValue().at());
        prefix = new SimpleStringProperty(around(meant.addresses()));
    }

    private static String around(Collection<AddressPrefix> addresses) {
        return addresses.stream()
                .findFirst()
                .map(first -> {
                    int bits = first.isIpv4() ? IPV4_RANGE_BITS : IPV6_RANGE_BITS;
                    String address = first.text().substring(0, first.text().indexOf('/'));
                    return AddressPrefix.of(AddressPrefix.address(address), bits)
                            .text();
                })
                .orElse("");
    }

    ObjectProperty<By> by() {
        return by;
    }

    /** Of {@link By#PREFIX}, such as {@code 192.168.1.0/24}. */
    StringProperty prefix() {
        return prefix;
    }

    /** Whether they may still join other rooms. */
    BooleanProperty onlyRoom() {
        return onlyRoom;
    }

    StringProperty reason() {
        return reason;
    }

    TermDraft term() {
        return term;
    }

    String title() {
        return Texts.of("row-ban.title", meant.whom());
    }

    /** With the start of their keys, one a line. */
    String names() {
        return meant.names();
    }

    /** {@code Only from lobby}. */
    String onlyRoomText() {
        return Texts.of("row-ban.only-room", meant.roomsText());
    }

    /** {@code Ban Anna}, {@code Ban Anna and 2 others}: whom it disconnects besides. */
    ObservableValue<String> buttonText() {
        return Bindings.createStringBinding(
                () -> {
                    int others = problemNow().isPresent() ? 0 : others().size();
                    return others == 0
                            ? Texts.of("ban.button-whom", meant.whom())
                            : Texts.of("row-ban.button-met", meant.whom(), others);
                },
                inputs());
    }

    /** What will have happened when this is confirmed now, or what has to be put right first. */
    ObservableValue<String> outcome() {
        return Bindings.createStringBinding(() -> problemNow().orElseGet(this::outcomeNow), inputs());
    }

    ObservableValue<Boolean> possible() {
        return Bindings.createBooleanBinding(() -> problemNow().isEmpty(), inputs());
    }

    private Observable[] inputs() {
        return Stream.concat(Stream.of(latest, by, prefix, onlyRoom), term.inputs().stream())
                .toArray(Observable[]::new);
    }

    private Optional<String> problemNow() {
        boolean noRange = by.get() == By.PREFIX && typed().isEmpty();
        boolean nowhere = by.get() == By.ADDRESS && meant.addresses().isEmpty();
        return noRange || nowhere ? Optional.of(Texts.of("ban.bad-address")) : term.problem(meant.now());
    }

    private Optional<AddressPrefix> typed() {
        try {
            return Optional.of(AddressPrefix.parse(prefix.get().strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String outcomeNow() {
        String from = onlyRoom.get() ? meant.roomsText() : Texts.of("ban.any-room");
        String sentence =
                switch (by.get()) {
                    case IDENTITY -> Texts.of("ban.outcome.identity", meant.inSentence(), from, term.words());
                    case ADDRESS -> Texts.of("ban.outcome.address", meant.shownAddresses(), from, term.words());
                    case PREFIX -> Texts.of("ban.outcome.address", prefix.get().strip(), from, term.words());
                };
        List<String> met = MeantPeople.keyed(met());
        return sentence + " "
                + (met.isEmpty()
                        ? Texts.of("ban.outcome.nobody")
                        : Texts.of("ban.outcome.met", Sentences.list(met, MeantPeople.MOST_SHARERS)));
    }

    private List<String> others() {
        return MeantPeople.keyed(met().filter(found -> meant.people().stream()
                .noneMatch(
                        one -> one.person().fingerprint().equals(found.person().fingerprint()))));
    }

    /** Everybody whom it disconnects now. */
    private Stream<Here> met() {
        List<AddBan> bans = commands();
        return latest.getValue().rooms().stream()
                .filter(room -> !onlyRoom.get() || meant.rooms().contains(room.name()))
                .flatMap(room -> room.participants().stream().map(person -> new Here(room, person)))
                .filter(found -> bans.stream().anyMatch(ban -> meets(ban, found)));
    }

    private static boolean meets(AddBan ban, Here found) {
        ParticipantStatus person = found.person();
        return ban.room().map(found.room().name()::equals).orElse(true) && EntryRules.meets(ban.target(), person);
    }

    /** One ban for each identity or address, and for each room if it is only for rooms. */
    List<AddBan> commands() {
        List<AddBan> bans = new ArrayList<>();
        for (Here one : meant.people()) {
            Optional<String> room = onlyRoom.get() ? Optional.of(one.room().name()) : Optional.empty();
            target(one.person())
                    .map(target -> new AddBan(target, room, reason.get().strip(), term.term()))
                    .filter(ban -> !bans.contains(ban))
                    .ifPresent(bans::add);
        }
        return bans;
    }

    private Optional<BanTarget> target(ParticipantStatus person) {
        return switch (by.get()) {
            case IDENTITY -> Optional.of(new BanTarget.Identity(person.fingerprint()));
            case ADDRESS -> MeantPeople.address(person).map(BanTarget.Prefix::new);
            case PREFIX -> typed().map(BanTarget.Prefix::new);
        };
    }
}
