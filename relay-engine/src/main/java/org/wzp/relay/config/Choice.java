package org.wzp.relay.config;

import java.util.List;
import java.util.Locale;

/**
 * One of a few words, in whatever case.
 *
 * @param options their texts in lower case are the words
 * @param <T> such as an enum
 */
record Choice<T>(List<T> options) implements TextType<T> {
    private static final int MANY = 4;

    Choice {
        options = List.copyOf(options);
    }

    @Override
    public T ofText(String text) throws Unfit {
        for (T option : options) {
            if (word(option).equalsIgnoreCase(text)) {
                return option;
            }
        }
        throw TextType.unfit(text, allowed());
    }

    @Override
    public String toml(T value) {
        return TextType.quoted(word(value));
    }

    @Override
    public void check(T value) throws Unfit {
        if (!options.contains(value)) {
            throw TextType.unfit(word(value), allowed());
        }
    }

    @Override
    public List<String> choices() {
        return options.stream().map(Choice::word).toList();
    }

    private String allowed() {
        return options.size() < MANY
                ? range()
                : "one of "
                        + String.join(", ", options.stream().map(Choice::word).toList());
    }

    @Override
    public String range() {
        List<String> words = options.stream().map(Choice::word).toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static <T> String word(T option) {
        return String.valueOf(option).toLowerCase(Locale.ROOT);
    }
}
