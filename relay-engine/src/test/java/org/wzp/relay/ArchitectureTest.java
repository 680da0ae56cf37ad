package org.wzp.relay;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.wzp.relay.wire.PrintableText;

/** The packages, and which of them may know which. */
class ArchitectureTest {
    private static final String ROOT = "org.wzp.relay.";
    private static final String TRANSPORT = ROOT + "transport.";
    private static final int MAX_LINES = 400;
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.wzp.relay");

    /**
     * What each package may use of the others, beside those that hold values and functions for everybody. One that a package
     * may use has all its subpackages in it, but for the transport.
     */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("api", List.of("wire")),
            Map.entry("wire", List.of()),
            Map.entry("identity", List.of("wire", "storage", "api", "text")),
            Map.entry("text", List.of("api", "wire")),
            Map.entry("storage", List.of("contention")),
            Map.entry("contention", List.of()),
            Map.entry("loop", List.of("contention")),
            Map.entry("rates", List.of()),
            Map.entry("config", List.of("storage")),
            Map.entry("quality", List.of()),
            Map.entry("transport", List.of("loop", "rates", "contention")),
            Map.entry("room", List.of("quality", "loop", "contention", "rates")),
            Map.entry("media", List.of("room", "quality", "loop", "contention")),
            Map.entry("access", List.of("storage", "loop", "contention")),
            Map.entry("admission", List.of("transport", "room", "media", "access", "loop", "rates")),
            Map.entry("telemetry", List.of("storage", "contention")),
            Map.entry(
                    "federation",
                    List.of("config", "transport", "room", "media", "storage", "loop", "rates", "contention")),
            Map.entry("nearby", List.of("config", "loop", "rates")),
            Map.entry(
                    "operator",
                    List.of("access", "config", "federation", "room", "telemetry", "storage", "loop", "contention")),
            Map.entry(
                    "monitor",
                    List.of("admission", "transport", "room", "quality", "media", "loop", "rates", "contention")),
            Map.entry("client", List.of("transport")),
            Map.entry(
                    "engine",
                    List.of(
                            "config",
                            "operator",
                            "monitor",
                            "admission",
                            "transport",
                            "room",
                            "media",
                            "access",
                            "federation",
                            "nearby",
                            "storage",
                            "loop",
                            "contention")),
            Map.entry("cli", List.of("config", "engine", "client", "telemetry", "transport", "storage")));

    /** The same for the packages inside the transport; all of them may use the contract, which is {@code transport} itself. */
    private static final Map<String, List<String>> TRANSPORT_MAY_USE = Map.of(
            "common", List.of(),
            "quiche", List.of(),
            "linux", List.of("quiche"),
            "direct", List.of("common", "quiche", "linux"),
            "netty", List.of("common", "quiche"),
            "choice", List.of("direct", "netty"));

    private static final Set<String> FORMATS = Set.of(
            "String.format", "String.formatted", "PrintStream.printf", "PrintWriter.printf", "PrintStream.format");

    private static final List<String> VALUES = List.of("api", "wire", "identity", "text");

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheTableAllows() {
        return MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    List<String> forbidden = new ArrayList<>();
                    for (String other : MAY_USE.keySet()) {
                        boolean value = VALUES.contains(other) && !VALUES.contains(entry.getKey());
                        if (!other.equals(entry.getKey())
                                && !value
                                && !entry.getValue().contains(other)) {
                            forbidden.add(ROOT + other + "..");
                        }
                    }
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + entry.getKey() + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden.toArray(String[]::new))
                            .check(ENGINE);
                }));
    }

    @TestFactory
    Stream<DynamicTest> packagesOfTheTransportUseOnlyWhatTheirTableAllows() {
        return TRANSPORT_MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String[] forbidden = TRANSPORT_MAY_USE.keySet().stream()
                            .filter(other -> !other.equals(entry.getKey())
                                    && !entry.getValue().contains(other))
                            .map(other -> TRANSPORT + other)
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(TRANSPORT + entry.getKey())
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .check(ENGINE);
                }));
    }

    @Test
    void theTransportsContractKnowsNoneOfItsImplementations() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "transport")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(TRANSPORT + "*")
                .check(ENGINE);
    }

    @Test
    void othersSeeOfTheTransportItsContractAndTheChoice() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "transport..")
                .should()
                .dependOnClassesThat(resideInAPackage(TRANSPORT + "*")
                        .and(DescribedPredicate.not(resideInAPackage(TRANSPORT + "choice"))))
                .check(ENGINE);
    }

    @Test
    void everyPackageIsInATable() {
        assertThat(ENGINE.stream().map(JavaClass::getPackageName).distinct())
                .isNotEmpty()
                .allMatch(name -> name.startsWith(TRANSPORT)
                        ? TRANSPORT_MAY_USE.containsKey(name.substring(TRANSPORT.length()))
                        : MAY_USE.containsKey(name.substring(ROOT.length()).split("\\.")[0]));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.wzp.relay.(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void onlyTheTransportNamesTheQuicLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.incubator..")
                .check(ENGINE);
    }

    @Test
    void theEngineKnowsNoWindow() {
        noClasses().should().dependOnClassesThat().resideInAPackage("javafx..").check(ENGINE);
    }

    @Test
    void locksHaveNames() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage(ROOT + "contention..")))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ReentrantLock.class, ReentrantReadWriteLock.class)
                .check(ENGINE);
        assertThat(ENGINE.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                        .map(JavaMethod::getFullName))
                .isEmpty();
    }

    /** One writer for each kind of figure, so that window, log and command line can't differ. */
    @Test
    void onlyThePackageTextWritesFigures() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "text..")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a format of its own",
                        call -> FORMATS.contains(call.getTargetOwner().getSimpleName() + "." + call.getName())))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Formatter.class, NumberFormat.class, DecimalFormat.class, DateTimeFormatter.class)
                .check(ENGINE);
    }

    @Test
    void textsOfOthersAreCutInThePackageTextAndOnTheWire() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "text..", ROOT + "wire..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(PrintableText.class)
                .check(ENGINE);
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "text..", ROOT + "wire..")
                .should()
                .callMethod(InetAddress.class, "getHostAddress")
                .check(ENGINE);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(ENGINE.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(type -> type.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "Thread.sleep",
                        call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                && call.getName().equals("sleep")))
                .check(ENGINE);
    }

    @Test
    void noMainFileIsLongerThanAPersonReadsAtOnce() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> tooLong = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > MAX_LINES) {
                    tooLong.add(file + " has " + lines + " lines");
                }
            }
            assertThat(tooLong).isEmpty();
        }
    }
}
