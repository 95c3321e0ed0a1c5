package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code study sgd}, quick. */
class SgdCommandTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void endsInFiguresATableAndEveryStep() throws IOException {
        assertThat(cli.run("study", "sgd", "--quick", "--json", "--run", folder))
                .isZero();
        var result = JsonMapper.shared().readTree(cli.out());
        assertThat(result.get("findings").get(0).stringValue())
                .contains("from a mean squared error of 53.0783 over 34.7295 and 22.8912 to 0.499441 before step 100");
        // Five settings by four losses, seven optimizers by seven surfaces.
        assertThat(result.get("rows").size()).isEqualTo(5 * 4 + 7 * 7);
        var rows = Files.readAllLines(folder.resolve("table.csv"));
        assertThat(rows).anyMatch(row -> row.startsWith("rosenbrock,adam:lr=0.5,1000,") && row.endsWith(",reached"));
        assertThat(rows)
                .anyMatch(row -> row.startsWith("rastrigin,sgd:lr=0.002,200,") && row.endsWith("never,elsewhere"));
        assertThat(rows).anyMatch(row -> row.startsWith("saddle,sgd:lr=0.05,60,") && row.endsWith("–,–,stuck"));
        assertThat(rows).anyMatch(row -> row.startsWith("saddle,adam:lr=0.05,60,") && row.endsWith("–,–,escaped"));
        assertThat(rows).anyMatch(row -> row.startsWith("ravine,") && row.contains("|x| = "));
        assertThat(Files.readAllLines(folder.resolve("neuron.csv"))).hasSize(1 + 5 * 4 * 101);
        assertThat(folder.resolve("neuron-momentum-dampening.png")).isNotEmptyFile();
        assertThat(folder.resolve("steep-optima.svg")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("report.html"))).contains("Gradient descent on functions");
    }

    @Test
    void otherOptimizersReplaceTheUsualOnes() throws IOException {
        assertThat(cli.run(
                        "study",
                        "sgd",
                        "--quick",
                        "--steps=8",
                        "--optimizer=sgd:lr=1",
                        "--optimizer=adam:lr=0.1",
                        "--run",
                        folder))
                .isZero();
        assertThat(cli.out()).doesNotContain("picked by hand");
        assertThat(Files.readString(folder.resolve("surfaces.csv")))
                .contains("beale,\"adam:lr=0.1\",8,")
                .doesNotContain("lion");
        var rows = Files.readAllLines(folder.resolve("table.csv"));
        assertThat(rows).anyMatch(row -> row.startsWith("rosenbrock,sgd:lr=1.0,") && row.endsWith(",never,diverged"));
        assertThat(rows).hasSize(1 + 20 + 2 * 7);
    }

    @Test
    void badInputIsToldInASentence() {
        assertThat(cli.run("study", "sgd", "--steps=0", "--run", folder)).isEqualTo(2);
        assertThat(cli.err()).contains("number of steps 0 must be 1 to 100000");
        assertThat(cli.run("study", "sgd", "--optimizer=sdg", "--run", folder)).isEqualTo(2);
        assertThat(cli.err()).contains("optimizer 'sdg' is unknown");
    }
}
