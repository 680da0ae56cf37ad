package org.wzp.console.access;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Locale;
import org.wzp.console.access.RulesText.Unfit;
import org.wzp.console.text.Texts;

/** How rules, bans and people stand in a file. Its name's ending decides; without one that is known it is JSON. */
enum RulesFormat {
    JSON("export.json") {
        @Override
        String write(JsonNode root) {
            try {
                return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("texts are always JSON", e);
            }
        }

        @Override
        Tree read(String text) throws Unfit {
            JsonNode root;
            try {
                root = MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
                throw new Unfit(Texts.of("rules-file.no-json", line));
            }
            if (!root.isObject()) {
                throw new Unfit(Texts.of("rules-file.no-json", 1));
            }
            return new Tree(root, (list, number) -> Texts.of("rules-file.entry", list, number));
        }

        @Override
        String notUtf8() {
            return Texts.of("rules-file.no-json", 1);
        }
    },
    CSV("export.csv") {
        @Override
        String write(JsonNode root) {
            return RulesTable.written(root);
        }

        @Override
        Tree read(String text) throws Unfit {
            return RulesTable.read(text);
        }

        @Override
        String notUtf8() {
            return Texts.of("rules-file.no-utf8");
        }
    };

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String textKey;

    RulesFormat(String textKey) {
        this.textKey = textKey;
    }

    /** What stands in a file, and how the place of a mistake in it is said. */
    record Tree(JsonNode root, Places places) {}

    /** Where an entry stands in a file, as {@code Line 3}. */
    interface Places {
        /** @param number of the entry in its list, from 1 */
        String of(String list, int number);
    }

    static RulesFormat of(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(CSV.ending()) ? CSV : JSON;
    }

    /** How its files end, with the dot. */
    String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    String text() {
        return Texts.of(textKey);
    }

    abstract String write(JsonNode root);

    abstract Tree read(String text) throws Unfit;

    /** What is said of a file that is no UTF-8. */
    abstract String notUtf8();
}
