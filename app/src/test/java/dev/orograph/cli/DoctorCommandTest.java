package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.cli.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void aMachineThatRunsThisTestIsWell() {
        assertThat(cli.run("doctor", "--data-dir", folder)).isZero();
        assertThat(cli.out())
                .contains("libtorch")
                .contains("OpenBLAS")
                .contains("matrix products exact and repeatable")
                .doesNotContain("problem");
    }

    @Test
    void findingsAreAlsoForPrograms() {
        assertThat(cli.run("doctor", "--json", "--data-dir", folder)).isZero();
        var findings = JsonMapper.shared().readTree(cli.out());
        assertThat(findings.isArray()).isTrue();
        assertThat(findings.path(0).path("subject").stringValue()).isEqualTo("Orograph");
    }

    @Test
    void aPinnedCoreTypeIsAWarningThatNamesIt() {
        assertThat(Examination.run(Map.of("OPENBLAS_CORETYPE", "Haswell"), folder))
                .anySatisfy(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.WARNING);
                    assertThat(finding.text()).contains("Haswell").contains("unset it");
                });
    }

    @Test
    void dataSetsAreFoundByTheirFiles() throws IOException {
        var mnist = Files.createDirectories(folder.resolve("mnist"));
        Files.createFile(mnist.resolve("t10k-images-idx3-ubyte.gz"));
        Files.createFile(mnist.resolve("t10k-labels-idx1-ubyte.gz"));
        assertThat(Examination.run(Map.of(), folder))
                .contains(Finding.ok("data mnist", "test"))
                .contains(Finding.ok("data cifar10", "not here"));
    }

    @Test
    void onlyAProblemIsAFailure() {
        assertThat(DoctorCommand.status(List.of(Finding.ok("a", ""), Finding.warning("b", ""))))
                .isZero();
        assertThat(DoctorCommand.status(List.of(Finding.problem("c", "")))).isEqualTo(1);
    }
}
