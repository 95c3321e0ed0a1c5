package dev.orograph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house keeps the shape that ARCHITECTURE.md describes. */
@SuppressWarnings("NullAway.Init") // set by JUnit before the first test
class ArchitectureTest {
    private static final String CLI = "dev.orograph.cli..";

    private static JavaClasses house;
    private static ImportTable table;

    @BeforeAll
    static void readTheHouse() throws IOException {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.orograph");
        table = ImportTable.read(Path.of("..", "ARCHITECTURE.md"));
    }

    @Test
    void theTableAndTheClassesOfEveryModuleAreSeen() {
        assertThat(table.rows()).hasSizeGreaterThan(12);
        assertThat(house.contain("dev.orograph.measurement.Surface")).isTrue();
        assertThat(house.contain("dev.orograph.cli.Orograph")).isTrue();
        assertThat(house.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void everyPackageStandsInTheImportTable() {
        check(classes().should().resideInAnyPackage(table.packages()));
    }

    @Test
    void packagesImportOnlyRowsAboveTheirOwn() {
        check(table.rule());
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching("dev.orograph.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyTheTorchModuleKnowsLibtorch() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(table.packagesOf("torch"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.."));
    }

    @Test
    void onlyTheCommandLinePrints() {
        check(noClasses().that().resideOutsideOfPackage(CLI).should(ACCESS_STANDARD_STREAMS));
        check(noClasses().that().resideOutsideOfPackage(CLI).should().callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        check(noClasses().that().resideOutsideOfPackage(CLI).should().callMethod(System.class, "exit", int.class));
    }

    @Test
    void nobodyLogs() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..",
                        "org.slf4j..",
                        "org.apache.commons.logging..",
                        "org.apache.logging..",
                        "org.apache.log4j.."));
    }

    @Test
    void namesSayWhatATypeIs() {
        check(noClasses().should().haveNameMatching(".*(Impl|Utils?|Helpers?|Manager|Misc|Common)"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(house);
    }
}
