package org.wzp.relay.config;

import java.util.List;
import java.util.Locale;
import org.wzp.relay.api.Misfit;

/**
 * One of a few words, in whatever case.
 *
 * @param options their texts in lower case are the words
 * @param <T> such as an enum
 */
record Choice<T>(List<T> options) implements TextType<T> {
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
        throw new Unfit(new Misfit.NoneOf(TextType.shown(text), choices()));
    }

    @Override
    public String toml(T value) {
        return TextType.quoted(word(value));
    }

    @Override
    public void check(T value) throws Unfit {
        if (!options.contains(value)) {
            throw new Unfit(new Misfit.NoneOf(TextType.shown(word(value)), choices()));
        }
    }

    @Override
    public List<String> choices() {
        return options.stream().map(Choice::word).toList();
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
