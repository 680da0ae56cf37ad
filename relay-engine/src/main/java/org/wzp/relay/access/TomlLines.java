package org.wzp.relay.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the keys of a file of rules stand: the TOML reader in use gives places for syntax errors only. Knows the forms that
 * people write, a table's head and a key on lines of their own; for others it knows no place.
 */
final class TomlLines {
    private static final Pattern TABLE = Pattern.compile("^\\s*\\[{1,2}\\s*[\"']?([A-Za-z0-9_-]+)[\"']?\\s*]{1,2}.*$");
    private static final Pattern KEY = Pattern.compile("^\\s*[\"']?([A-Za-z0-9_-]+)[\"']?\\s*[=.].*$");

    private final Map<String, Integer> lines = new HashMap<>();

    TomlLines(String text) {
        Map<String, Integer> seen = new HashMap<>();
        String table = "";
        int number = 0;
        int line = 0;
        for (String words : (Iterable<String>) text.lines()::iterator) {
            line++;
            Matcher head = TABLE.matcher(words);
            Matcher key = KEY.matcher(words);
            if (head.matches()) {
                table = head.group(1);
                number = seen.merge(table, 1, Integer::sum) - 1;
                lines.put(place(table, number, table), line);
                lines.putIfAbsent(place("", 0, table), line);
            } else if (key.matches()) {
                lines.putIfAbsent(place(table, number, key.group(1)), line);
            }
        }
    }

    /**
     * Its line, from 1; empty for forms that people rarely write.
     *
     * @param table empty above the first table
     * @param number of the table among those of its name, from 0
     * @param key the table's own name for its head
     */
    Optional<Integer> line(String table, int number, String key) {
        return Optional.ofNullable(lines.get(place(table, number, key)));
    }

    private static String place(String table, int number, String key) {
        return table + '\n' + number + '\n' + key;
    }
}
