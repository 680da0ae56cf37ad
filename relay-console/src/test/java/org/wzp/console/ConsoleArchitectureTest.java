package org.wzp.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The console's packages, which of them may know which, and what a view model may not know. */
class ConsoleArchitectureTest {
    private static final String ROOT = "org.wzp.console.";
    private static final JavaClasses CONSOLE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.wzp.console");

    private static final List<String> OF_A_VIEW = List.of("shell", "table", "action", "relay", "text");

    /** What each package may use of the others; a view may use no other view. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("text", List.of()),
            Map.entry("action", List.of("text")),
            Map.entry("relay", List.of("text")),
            Map.entry("state", List.of("action")),
            Map.entry("table", List.of("state", "action", "relay", "text")),
            Map.entry("shell", List.of("table", "action", "relay", "text")),
            Map.entry("overview", OF_A_VIEW),
            Map.entry("rooms", OF_A_VIEW),
            Map.entry("access", OF_A_VIEW),
            Map.entry("contention", OF_A_VIEW),
            Map.entry(
                    "app",
                    List.of(
                            "overview",
                            "rooms",
                            "access",
                            "contention",
                            "shell",
                            "state",
                            "table",
                            "action",
                            "relay",
                            "text")),
            Map.entry("pictures", List.of("app", "shell", "action", "relay", "text")));

    /** Those that start a relay, and set it up. */
    private static final List<String> KNOW_THE_ENGINE = List.of("app", "relay", "pictures");

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
                .resideInAnyPackage(
                        "org.wzp.relay.engine..",
                        "org.wzp.relay.config..",
                        "org.wzp.relay.operator..",
                        "org.wzp.relay.monitor..",
                        "org.wzp.relay.admission..",
                        "org.wzp.relay.room..",
                        "org.wzp.relay.media..",
                        "org.wzp.relay.access..",
                        "org.wzp.relay.transport..",
                        "org.wzp.relay.contention..",
                        "org.wzp.relay.client..")
                .check(CONSOLE);
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
