package org.wzp.console.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every library of the packages has a licence that somebody has looked at. Maven writes the list of them for this test. */
@EnabledIfSystemProperty(
        named = "wzp.dependencies",
        matches = ".+",
        disabledReason = "Maven's list of libraries; there is none outside Maven")
class LicencesTest {
    private static final Path LICENCES = Path.of("../installers/packaging/licences");

    @Test
    void everyLibraryOfThePackageHasALicenceAndNoLicenceIsLeftOver() throws IOException {
        Set<String> libraries = libraries(Files.readAllLines(Path.of(System.getProperty("wzp.dependencies"))));
        assertThat(libraries).contains("io.netty:netty-buffer", "org.openjfx:javafx-controls");
        assertThat(licensed(Files.readAllLines(LICENCES)))
                .as("look at the new library's licence, then write it into installers/packaging/licences")
                .containsExactlyInAnyOrderElementsOf(libraries);
    }

    /** Lines of {@code dependency:list}: group:artifact:jar[:classifier]:version:scope, and what else Maven says of it. */
    private static Set<String> libraries(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.matches("[^ :]+:[^ :]+:jar:.*"))
                .map(line -> line.split(":"))
                .map(words -> words[0] + ":" + words[1])
                .filter(library -> !library.startsWith("org.wzp:"))
                .collect(Collectors.toSet());
    }

    private static Set<String> licensed(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", 2))
                .filter(words -> words.length == 2 && !words[1].isBlank())
                .map(words -> words[0])
                .collect(Collectors.toSet());
    }
}
