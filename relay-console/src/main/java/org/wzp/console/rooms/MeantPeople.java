package org.wzp.console.rooms;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import org.wzp.console.rooms.Whereabouts.Here;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.text.Names;

/**
 * Those whom a question is about: who they are stays what it was when it opened; who of them is here, and who shares their
 * addresses, is read from the newest snapshot. JavaFX thread only.
 */
final class MeantPeople {
    /** More would make the question higher than a small screen. */
    private static final int MOST_NAMES = 10;

    /** Of those who share an address. */
    static final int MOST_SHARERS = 3;

    private final List<Here> people;
    private final Set<String> identities;
    private final Map<String, Set<String>> identitiesByRoom;
    private final Map<AddressPrefix, Set<String>> roomsByAddress = new LinkedHashMap<>();
    private final ObservableValue<RelaySnapshot> latest;

    /** @param people at least one */
    MeantPeople(List<Here> people, ObservableValue<RelaySnapshot> latest) {
        this.people = List.copyOf(people);
        this.latest = latest;
        identities = people.stream().map(one -> one.person().fingerprint()).collect(Collectors.toSet());
        identitiesByRoom = people.stream()
                .collect(Collectors.groupingBy(
                        one -> one.room().name(),
                        LinkedHashMap::new,
                        Collectors.mapping(one -> one.person().fingerprint(), Collectors.toSet())));
        for (Here one : people) {
            address(one.person()).ifPresent(prefix -> roomsByAddress
                    .computeIfAbsent(prefix, first -> new LinkedHashSet<>())
                    .add(one.room().name()));
        }
    }

    /** Everybody there counts as one: an IPv4 address, or the /64 of an IPv6 address. */
    static Optional<AddressPrefix> address(ParticipantStatus person) {
        return Optional.ofNullable(person.address().getAddress())
                .map(address -> AddressPrefix.around(Objects.requireNonNull(address)));
    }

    List<Here> people() {
        return people;
    }

    Collection<AddressPrefix> addresses() {
        return roomsByAddress.keySet();
    }

    /** The rooms where they were, in the order in which they were chosen. */
    Collection<String> rooms() {
        return identitiesByRoom.keySet();
    }

    /** {@code lobby}, {@code 3 rooms}. */
    String roomsText() {
        return rooms().size() == 1 ? Names.room(rooms().iterator().next()) : Texts.of("people.rooms", rooms().size());
    }

    /** {@code Anna}, {@code 3 people}. */
    String whom() {
        return whom(people.stream().map(Here::person).toList());
    }

    static String whom(List<ParticipantStatus> people) {
        ParticipantStatus first = people.getFirst();
        return people.size() == 1
                ? Names.of(first.alias(), first.fingerprint())
                : Texts.of("people.count", people.size());
    }

    /** With the start of their keys, one a line; of a crowd the first ones and how many more. */
    String names() {
        return Sentences.lines(keyed(people.stream()), MOST_NAMES);
    }

    /** The same within a sentence, three at most. */
    String inSentence() {
        return Sentences.list(keyed(people.stream()), MOST_SHARERS);
    }

    static List<String> keyed(Stream<Here> people) {
        return people.map(
                        one -> Names.withKey(one.person().alias(), one.person().fingerprint()))
                .distinct()
                .toList();
    }

    /** Those of them who are in the room now where they were, also over a newer connection. */
    List<Here> here() {
        return everybody()
                .filter(found -> identitiesByRoom
                        .getOrDefault(found.room().name(), Set.of())
                        .contains(found.person().fingerprint()))
                .toList();
    }

    /** All rooms that they are in now, and those where they were. */
    List<String> roomsNow() {
        Set<String> rooms = new LinkedHashSet<>(rooms());
        everybody()
                .filter(found -> identities.contains(found.person().fingerprint()))
                .forEach(found -> rooms.add(found.room().name()));
        return rooms.stream().map(Names::room).toList();
    }

    /**
     * Others at their addresses.
     *
     * @param anywhere also in rooms where nobody of them at that address was
     */
    Stream<Here> sharers(boolean anywhere) {
        return everybody()
                .filter(found -> !identities.contains(found.person().fingerprint()))
                .filter(found -> address(found.person())
                        .map(prefix -> roomsByAddress.getOrDefault(prefix, Set.of()))
                        .filter(rooms -> anywhere
                                ? !rooms.isEmpty()
                                : rooms.contains(found.room().name()))
                        .isPresent());
    }

    String shownAddresses() {
        return Sentences.list(
                addresses().stream()
                        .map(prefix -> new BanTarget.Prefix(prefix).shown())
                        .toList(),
                MOST_SHARERS);
    }

    Instant now() {
        return latest.getValue().at();
    }

    private Stream<Here> everybody() {
        return latest.getValue().rooms().stream()
                .flatMap(room -> room.participants().stream().map(person -> new Here(room, person)));
    }
}
