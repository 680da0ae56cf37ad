package org.wzp.relay.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names of groups that the operator puts people in, so that the list of a room can name them all at once: {@code @staff}. */
public final class PeopleGroup {
    public static final int MAX_CHARS = 32;

    private static final String MARK = "@";

    private PeopleGroup() {}

    /** The canonical form of a group's name, typed with the mark or without; empty when it is none. */
    public static Optional<String> ofText(String text) {
        String typed = text.strip();
        String name = (typed.startsWith(MARK) ? typed.substring(MARK.length()) : typed).toLowerCase(Locale.ROOT);
        boolean fits = !name.isEmpty()
                && name.length() <= MAX_CHARS
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
        return fits ? Optional.of(name) : Optional.empty();
    }

    /** Several, with commas or spaces between; empty when one is none. */
    public static Optional<List<String>> severalOfText(String text) {
        List<Optional<String>> names = Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(PeopleGroup::ofText)
                .toList();
        return names.stream().allMatch(Optional::isPresent)
                ? Optional.of(names.stream()
                        .map(Optional::orElseThrow)
                        .distinct()
                        .sorted()
                        .toList())
                : Optional.empty();
    }

    /** Whether an entry of a list means a group. */
    public static boolean isMeant(String entry) {
        return entry.startsWith(MARK);
    }

    /** How a group stands in a list. */
    public static String entry(String name) {
        return MARK + name;
    }
}
