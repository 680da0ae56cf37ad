import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * {@code java -cp … Notices.java LICENCES SBOM BUILT APP FILE}: writes which parts of the package come from others, under which
 * licence, and every licence text and notice that they bring. Ends with status 1 if a jar of the package is missing in the list
 * of licences or in the SBOM.
 */
final class Notices {
    private static final Pattern TEXT =
            Pattern.compile("(META-INF/)?(license/)?[^/]*(LICEN[SC]E|NOTICE|COPYING|COPYRIGHT)[^/]*", Pattern.CASE_INSENSITIVE);
    private static final String RULE = "-".repeat(100) + "\n";

    private Notices() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> licences = licences(Path.of(arguments[0]));
        List<String> files = new ArrayList<>();
        // JavaFX's classes are in the runtime, not in jars of the package; they are others' work all the same
        files.addAll(jars(Path.of(arguments[2]).resolve("fx")));
        files.addAll(jars(Path.of(arguments[3])));
        List<String> problems = new ArrayList<>();
        SortedMap<String, String> listed = new TreeMap<>();
        SortedMap<String, TreeSet<String>> texts = new TreeMap<>();
        for (JsonNode part : new ObjectMapper().readTree(Path.of(arguments[1]).toFile()).path("components")) {
            String artifact = part.path("name").asText();
            String module = part.path("group").asText() + ":" + artifact;
            String prefix = artifact + "-" + part.path("version").asText();
            List<String> ofThis = files.stream()
                    .filter(file -> Path.of(file).getFileName().toString().matches(Pattern.quote(prefix) + "(-[a-z0-9_-]+)?\\.jar"))
                    .toList();
            if (ofThis.isEmpty()) {
                continue;
            }
            files.removeAll(ofThis);
            if (module.startsWith("org.wzp:")) {
                continue;
            }
            String licence = licences.get(module);
            if (licence == null) {
                problems.add(module + " has no line in " + arguments[0]);
            }
            listed.put(module + " " + part.path("version").asText(), String.valueOf(licence));
            for (String file : ofThis) {
                collect(file, texts);
            }
        }
        files.removeIf(file -> Path.of(file).getFileName().toString().startsWith("relay-console-"));
        files.forEach(file -> problems.add(file + " is not in the SBOM"));
        if (!problems.isEmpty()) {
            problems.forEach(System.err::println);
            System.exit(1);
        }
        StringBuilder out = new StringBuilder("WZP Relay Console contains the work of others, under these licences:\n\n");
        listed.forEach((module, licence) -> out.append(String.format("%-75s %s%n", module, licence)));
        out.append("\nThe Java runtime: OpenJDK, GPL-2.0-only WITH Classpath-exception-2.0; its notices are in lib/runtime/legal.\n"
                + "Jars are repacked without their signatures; classes of picocli carry newer verification tables.\n");
        // of those whose jars bring no text of their own
        for (Path text : children(Path.of(arguments[0]).resolveSibling("licence-texts"))) {
            texts.computeIfAbsent(Files.readString(text).strip(), same -> new TreeSet<>()).add(text.getFileName().toString());
        }
        texts.forEach((text, from) -> out.append('\n').append(RULE).append(String.join("\n", from)).append('\n').append(RULE).append(text).append('\n'));
        Files.writeString(Path.of(arguments[4]), out);
    }

    private static void collect(String file, Map<String, TreeSet<String>> texts) throws IOException {
        try (ZipFile zip = new ZipFile(file)) {
            for (var entry : zip.stream().filter(entry -> TEXT.matcher(entry.getName()).matches() && !entry.getName().endsWith(".class")).toList()) {
                try (var content = zip.getInputStream(entry)) {
                    texts.computeIfAbsent(
                                    new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "").strip(),
                                    text -> new TreeSet<>())
                            .add(Path.of(file).getFileName() + ": " + entry.getName());
                }
            }
        }
    }

    private static List<String> jars(Path folder) throws IOException {
        return children(folder).stream().map(Path::toString).filter(file -> file.endsWith(".jar")).toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Map<String, String> licences(Path list) throws IOException {
        Map<String, String> licences = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split("\\s+", 2);
                licences.put(words[0], words[1]);
            }
        }
        return licences;
    }
}
