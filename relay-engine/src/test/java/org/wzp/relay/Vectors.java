package org.wzp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The test vectors of wire specification 15. The system property {@code wzp.vectors} names another folder with files of
 * the same names; empty means the ones on the class path. Members and cases that are not known here are no error.
 */
public final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME_CHARS = 80;

    private Vectors() {}

    /** A whole file, such as {@code signals.json}. */
    public static JsonNode file(String name) {
        String folder = System.getProperty("wzp.vectors", "").strip();
        try (InputStream in = folder.isEmpty()
                ? Objects.requireNonNull(
                        Vectors.class.getResourceAsStream("/vectors/" + name),
                        "no vectors/" + name + " on the class path")
                : Files.newInputStream(Path.of(folder).resolve(name))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The vectors " + name + " can't be read from " + (folder.isEmpty() ? "the class path" : folder), e);
        }
    }

    /** Every case of a file, for a {@code @MethodSource}: a title and the case. */
    public static Stream<Arguments> cases(String name) {
        List<Arguments> cases = new ArrayList<>();
        for (JsonNode testCase : file(name).withArrayProperty("cases")) {
            cases.add(Arguments.of(title(cases.size(), testCase), testCase));
        }
        return cases.stream();
    }

    /** Those of one {@code kind}. */
    public static Stream<Arguments> cases(String name, String kind) {
        return cases(name)
                .filter(arguments ->
                        kind.equals(((JsonNode) arguments.get()[1]).path("kind").asText()));
    }

    /** The bytes of a member with hex digits. */
    public static byte[] hex(JsonNode testCase, String member) {
        return HexFormat.of().parseHex(testCase.required(member).asText());
    }

    public static String text(JsonNode testCase, String member) {
        return testCase.required(member).asText();
    }

    private static String title(int number, JsonNode testCase) {
        String what = Stream.of("variant", "kind", "name", "room", "text", "input", "seed_hex", "wire_hex")
                .map(testCase::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        String title = number + " " + what;
        return title.length() > NAME_CHARS ? title.substring(0, NAME_CHARS) : title;
    }
}
