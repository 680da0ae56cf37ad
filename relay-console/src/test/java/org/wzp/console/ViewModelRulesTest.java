package org.wzp.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.wzp.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ViewModelRulesTest {
    @ArchTest
    static final ArchRule viewModelsKnowNoControl = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .or()
            .haveSimpleNameEndingWith("Draft")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.fxml..", "javafx.stage..", "org.controlsfx..");

    @ArchTest
    static final ArchRule viewsDoNotTouchTheEngine = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.wzp.console.overview..",
                    "org.wzp.console.rooms..",
                    "org.wzp.console.access..",
                    "org.wzp.console.contention..",
                    "org.wzp.console.common..",
                    "org.wzp.console.shell..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.wzp.relay.engine..", "org.wzp.relay.transport..", "org.wzp.relay.client..");

    @ArchTest
    static final ArchRule whatIsCommonKnowsNoView = noClasses()
            .that()
            .resideInAPackage("org.wzp.console.common..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.wzp.console",
                    "org.wzp.console.shell..",
                    "org.wzp.console.rooms..",
                    "org.wzp.console.overview..",
                    "org.wzp.console.access..",
                    "org.wzp.console.contention..");

    @ArchTest
    static final ArchRule classesAreFinal = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotAnonymousClasses()
            .and()
            .areNotEnums()
            .and()
            .haveSimpleNameNotStartingWith("package")
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
