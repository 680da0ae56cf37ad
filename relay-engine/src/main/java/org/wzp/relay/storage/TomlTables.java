package org.wzp.relay.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A TOML text cut at the heads of its tables, so that some can be replaced while the others stay as they were written, with
 * comments and spaces. Parsing and writing anew would lose those. Knows of TOML what is needed to tell a table's head from a
 * line of an array or of a text that looks like one.
 */
final class TomlTables {
    private static final String BASIC_FENCE = "\"\"\"";
    private static final String LITERAL_FENCE = "'''";
    private static final int NOWHERE = -1;

    private final String text;
    private final List<Table> tables = new ArrayList<>();
    private int at;
    private int open;
    private boolean broken;

    /**
     * @param name the first part of it, without brackets and quotes; empty for what stands above the first table
     * @param start offset of its first comment or of its head
     * @param end offset behind it
     */
    record Table(String name, int start, int end) {
        String of(String text) {
            return text.substring(start, end);
        }
    }

    private TomlTables(String text) {
        this.text = text;
    }

    /** In their order; empty if something is left open at the end, so that nobody can say what belongs to what. */
    static Optional<List<Table>> of(String text) {
        TomlTables cut = new TomlTables(text);
        cut.walk();
        return cut.broken || cut.open != 0 ? Optional.empty() : Optional.of(List.copyOf(cut.tables));
    }

    private void walk() {
        String name = "";
        int start = 0;
        int comments = NOWHERE;
        while (at < text.length()) {
            int line = at;
            skipSpaces();
            char first = at < text.length() ? text.charAt(at) : '\n';
            if (open == 0 && first == '[') {
                int next = comments == NOWHERE ? line : comments;
                tables.add(new Table(name, start, next));
                name = nameAt(at);
                start = next;
                skipLine();
            } else if (first == '#') {
                comments = comments == NOWHERE ? line : comments;
                skipLine();
                continue;
            } else {
                walkLine();
            }
            comments = NOWHERE;
        }
        tables.add(new Table(name, start, text.length()));
    }

    private void skipSpaces() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    /** To behind the end of the line, or of the line in which a text ends that began here. */
    private void walkLine() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                return;
            }
            if (c == '#') {
                skipLine();
                return;
            }
            if (c == '"' || c == '\'') {
                skipText(c);
            } else {
                open += c == '[' || c == '{' ? 1 : 0;
                open -= c == ']' || c == '}' ? 1 : 0;
                at++;
            }
        }
    }

    private void skipText(char quote) {
        String fence = quote == '"' ? BASIC_FENCE : LITERAL_FENCE;
        if (text.startsWith(fence, at)) {
            skipFenced(fence);
        } else {
            skipQuoted(quote);
        }
    }

    private void skipFenced(String fence) {
        char quote = fence.charAt(0);
        at += fence.length();
        while (!text.startsWith(fence, at)) {
            if (at >= text.length()) {
                broken = true;
                return;
            }
            at += isEscape(quote) ? 2 : 1;
        }
        // one or two quotes of the text itself may stand right before the fence
        while (at < text.length() && text.charAt(at) == quote) {
            at++;
        }
    }

    private void skipQuoted(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\n') {
                broken = true;
                return;
            }
            at += isEscape(quote) ? 2 : 1;
        }
        broken |= at >= text.length();
        at++;
    }

    private boolean isEscape(char quote) {
        return quote == '"' && text.charAt(at) == '\\';
    }

    private String nameAt(int bracket) {
        int begin = bracket;
        while (begin < text.length() && "[ \t".indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        char quote = begin < text.length() ? text.charAt(begin) : '\n';
        String ends = quote == '"' || quote == '\'' ? quote + "\n" : "]. \t\r\n";
        int from = ends.length() == 2 ? begin + 1 : begin;
        int end = from;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String name = text.substring(from, end);
        // one spelled with escapes would be taken for another's
        broken |= name.indexOf('\\') >= 0;
        return name;
    }
}
