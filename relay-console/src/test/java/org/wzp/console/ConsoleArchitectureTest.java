package org.wzp.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.wzp.relay.wire.PrintableText;

/** The console's packages, which of them may know which, and what a view model may not know. */
class ConsoleArchitectureTest {
    private static final String ROOT = "org.wzp.console.";
    private static final JavaClasses CONSOLE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.wzp.console");

    private static final Set<String> FORMATS = Set.of(
            "String.format", "String.formatted", "PrintStream.printf", "PrintWriter.printf", "PrintStream.format");

    private static final List<String> OF_A_VIEW = List.of("shell", "table", "action", "relay", "text");

    private static final List<String> WITH_THE_LAST_HOUR =
            List.of("history", "shell", "table", "action", "relay", "text");

    /** What each package may use of the others; a view may use no other view. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("text", List.of()),
            Map.entry("action", List.of("text")),
            Map.entry("relay", List.of("text")),
            Map.entry("state", List.of("action", "text")),
            Map.entry("table", List.of("state", "action", "relay", "text")),
            Map.entry("shell", List.of("table", "action", "relay", "text")),
            Map.entry("history", List.of("state", "action", "relay", "text")),
            Map.entry("overview", WITH_THE_LAST_HOUR),
            Map.entry("rooms", OF_A_VIEW),
            Map.entry("access", List.of("shell", "state", "table", "action", "relay", "text")),
            Map.entry("contention", List.of("history", "shell", "state", "table", "action", "relay", "text")),
            Map.entry("federation", OF_A_VIEW),
            Map.entry("settings", OF_A_VIEW),
            Map.entry("journal", OF_A_VIEW),
            Map.entry(
                    "app",
                    List.of(
                            "overview",
                            "rooms",
                            "access",
                            "contention",
                            "federation",
                            "history",
                            "settings",
                            "journal",
                            "shell",
                            "state",
                            "table",
                            "action",
                            "relay",
                            "text")),
            Map.entry("pictures", List.of("app", "shell", "action", "relay", "text")));

    /** Those that start a relay, and set it up; and the one that writes a file. */
    private static final List<String> KNOW_THE_ENGINE = List.of("app", "relay", "pictures", "state");

    /** What everybody may use of the engine: what is seen of a relay, and values. */
    private static final List<String> THE_FACE =
            List.of("org.wzp.relay.api", "org.wzp.relay.text", "org.wzp.relay.wire", "org.wzp.relay.identity");

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheTableAllows() {
        return MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> noClasses()
                        .that()
                        .resideInAPackage(ROOT + entry.getKey())
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(MAY_USE.keySet().stream()
                                .filter(other -> !other.equals(entry.getKey())
                                        && !entry.getValue().contains(other))
                                .map(other -> ROOT + other)
                                .toArray(String[]::new))
                        .check(CONSOLE)));
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(CONSOLE.stream().map(JavaClass::getPackageName).distinct())
                .isNotEmpty()
                .allMatch(name -> MAY_USE.containsKey(name.substring(ROOT.length())));
    }

    /** One writer for each kind of figure, so that window, log and command line can't differ. */
    @Test
    void onlyThePackageTextWritesFigures() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a format of its own",
                        call -> FORMATS.contains(call.getTargetOwner().getSimpleName() + "." + call.getName())))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Formatter.class,
                        NumberFormat.class,
                        DecimalFormat.class,
                        DateTimeFormatter.class,
                        PrintableText.class)
                .check(CONSOLE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.wzp.console.(*)..").should().beFreeOfCycles().check(CONSOLE);
    }

    @Test
    void viewsKnowTheRelayByItsFaceAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        KNOW_THE_ENGINE.stream().map(name -> ROOT + name).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(behindTheFace())
                .check(CONSOLE);
    }

    /** Read from the engine's classes, so that a new package of it is behind the face from its first day. */
    private static String[] behindTheFace() {
        String[] names = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.wzp.relay").stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(name -> !THE_FACE.contains(name))
                        .toArray(String[]::new);
        assertThat(names).hasSizeGreaterThan(20).contains("org.wzp.relay.engine", "org.wzp.relay.transport.direct");
        return names;
    }

    @Test
    void viewModelsAndDraftsKnowNoControl() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .or()
                .haveSimpleNameEndingWith("Draft")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.fxml..", "javafx.stage..", "org.controlsfx..")
                .check(CONSOLE);
    }

    @Test
    void classesAreFinal() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .and()
                .areNotEnums()
                .and()
                .haveSimpleNameNotStartingWith("package")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CONSOLE);
    }
}
