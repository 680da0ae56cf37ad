package org.wzp.console.rooms;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.wzp.console.text.Qualities;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.Names;

/** What is said of a person. Pure functions. */
final class PersonWords {
    private PersonWords() {}

    /** How well somebody hears, in words; of who reports nothing what the relay knows. */
    static String linkText(ParticipantStatus of) {
        return switch (hearing(of)) {
            case REPORTED -> Qualities.text(of.link().quality());
            case UNKNOWN -> Qualities.text(Quality.UNMEASURED);
            case NOBODY -> Texts.of("quality.nobody-heard");
            case NOTHING -> Texts.of("quality.nothing-heard");
        };
    }

    /** What lies behind a person's quality. */
    static String linkDetails(ParticipantStatus of) {
        return switch (hearing(of)) {
            case REPORTED -> Texts.of("quality.details", of.link().tier().label());
            case UNKNOWN -> Texts.of("quality.unmeasured-details");
            case NOBODY -> Texts.of("quality.nobody-heard-details");
            case NOTHING -> Texts.of("quality.nothing-heard-details");
        };
    }

    private enum Hearing {
        REPORTED,
        UNKNOWN,
        NOBODY,
        NOTHING
    }

    private static Hearing hearing(ParticipantStatus of) {
        if (of.link().quality() != Quality.UNMEASURED) {
            return Hearing.REPORTED;
        }
        if (of.droppedLately() > 0) {
            return Hearing.NOTHING;
        }
        return of.packetsOut() + of.dropped() == 0 ? Hearing.NOBODY : Hearing.UNKNOWN;
    }

    /** Of the one scale of quality: whoever hears nothing is worse off than a report could tell. */
    static Quality quality(ParticipantStatus of) {
        return hearing(of) == Hearing.NOTHING ? Quality.POOR : of.link().quality();
    }

    /** {@code speaking}, {@code silent 12 s}; {@code silent} of who has not said anything yet. */
    static String voice(ParticipantStatus of) {
        if (of.speaking()) {
            return Texts.of("people.speaking");
        }
        return of.flow().sinceLast().map(PersonWords::silent).orElseGet(() -> Texts.of("people.silent"));
    }

    private static String silent(Duration since) {
        if (since.toHours() > 0) {
            return Texts.of("people.silent-hours", since.toHours());
        }
        if (since.toMinutes() > 0) {
            return Texts.of("people.silent-minutes", since.toMinutes());
        }
        return since.toSeconds() > 0 ? Texts.of("people.silent-seconds", since.toSeconds()) : Texts.of("people.silent");
    }

    /** Whoever speaks first, then who was silent the shortest, at last who never spoke. */
    static final Comparator<ParticipantStatus> LATELY_HEARD_FIRST = Comparator.comparing(
                    (ParticipantStatus of) -> !of.speaking())
            .thenComparing(of -> of.flow().sinceLast().orElse(Duration.ofDays(Integer.MAX_VALUE)));

    static String plainName(ParticipantStatus person) {
        return Names.of(person.alias(), person.fingerprint());
    }

    static Set<String> sharedNames(List<ParticipantStatus> people) {
        Map<String, String> owners = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (ParticipantStatus person : people) {
            String owner = owners.putIfAbsent(plainName(person), person.fingerprint());
            if (owner != null && !owner.equals(person.fingerprint())) {
                shared.add(plainName(person));
            }
        }
        return shared;
    }

    /** Milliseconds; marked where QUIC measured what nobody reported; a dash where neither did. */
    static String rttText(ParticipantStatus of) {
        String figure = Texts.speech().whole(of.link().rttMillis().orElse(Double.NaN));
        return of.link().rttByQuic() ? Texts.of("people.rtt-by-quic", figure) : figure;
    }

    /** Where a filter looks for somebody. */
    static Stream<String> texts(ParticipantStatus person) {
        return Stream.of(
                Names.of(person.alias(), person.fingerprint()), person.fingerprint(), Addresses.of(person.address()));
    }
}
