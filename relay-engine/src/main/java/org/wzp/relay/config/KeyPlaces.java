package org.wzp.relay.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.TextPlace;

/**
 * Where each key of a TOML text stands. The TOML reader in use gives places for syntax errors only, so that a wrong value
 * of a well-formed line has to be found again in the text.
 */
final class KeyPlaces {
    private static final String NAME = "(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))";
    private static final Pattern TABLE = Pattern.compile("^\\s*\\[{1,2}\\s*" + NAME + "[^=#]*(?:#.*)?$");
    private static final Pattern KEY = Pattern.compile("^\\s*" + NAME + "\\s*[=.]");
    private static final Pattern FENCE = Pattern.compile("\"\"\"|'''");

    private final Map<String, TextPlace> places = new HashMap<>();
    private final Set<String> inThisTable = new HashSet<>();
    private @Nullable TextPlace repeated;

    KeyPlaces(String text) {
        String table = "";
        boolean insideText = false;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!insideText) {
                Matcher header = TABLE.matcher(line);
                Matcher key = KEY.matcher(line);
                if (header.find()) {
                    table = name(header);
                    inThisTable.clear();
                    remember(table, number, header);
                } else if (key.find()) {
                    remember(table.isEmpty() ? name(key) : nested(table, name(key)), number, key);
                    if (key.group().endsWith("=") && !inThisTable.add(name(key)) && repeated == null) {
                        repeated = place(number, key);
                    }
                }
            }
            // an odd number of fences begins or ends a text of several lines
            insideText ^= FENCE.matcher(line).results().count() % 2 == 1;
        }
    }

    /** Empty when it isn't found. */
    Optional<TextPlace> of(String key) {
        return Optional.ofNullable(places.get(key));
    }

    /** The same for a key inside a table. */
    Optional<TextPlace> of(String table, String key) {
        return of(nested(table, key));
    }

    /** Where the first key stands that its table has already; empty if there is none. */
    Optional<TextPlace> ofTheRepeated() {
        return Optional.ofNullable(repeated);
    }

    private void remember(String key, int line, Matcher found) {
        places.putIfAbsent(key, place(line, found));
    }

    private static TextPlace place(int line, Matcher found) {
        return new TextPlace(line, found.start(group(found)) + 1);
    }

    private static String nested(String table, String key) {
        return table + "\n" + key;
    }

    private static String name(Matcher found) {
        return found.group(group(found));
    }

    private static int group(Matcher found) {
        for (int group = 1; group < found.groupCount(); group++) {
            if (found.group(group) != null) {
                return group;
            }
        }
        return found.groupCount();
    }
}
