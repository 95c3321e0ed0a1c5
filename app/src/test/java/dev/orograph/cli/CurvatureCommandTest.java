package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.format.CurvatureJson;
import dev.orograph.spectrum.CurvatureFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the command line to the report, on a network of 1,210 parameters that was trained on digits. */
class CurvatureCommandTest {
    @TempDir
    private static Path folder;

    private static Path run;

    private final CommandLineFixture cli = new CommandLineFixture();

    @BeforeAll
    static void train() {
        run = folder.resolve("digits");
        assertThat(new CommandLineFixture()
                        .run(
                                "train",
                                "--model",
                                "mlp",
                                "--widths",
                                "16",
                                "--data",
                                "digits",
                                "--epochs",
                                2,
                                "--run",
                                run))
                .isZero();
    }

    private int curvature(Object... flags) {
        var words = new Object[flags.length + 3];
        words[0] = "curvature";
        words[1] = run;
        words[2] = "--limit=200";
        System.arraycopy(flags, 0, words, 3, flags.length);
        return cli.run(words);
    }

    private static CurvatureFigures point(String name) throws IOException {
        return CurvatureJson.read(run.resolve("curvature/" + name + ".json"))
                .points()
                .get(0);
    }

    @Test
    void findsTheSameByEveryWay() throws IOException {
        assertThat(curvature(
                        "--name",
                        "ways",
                        "--dtype",
                        "float64",
                        "--top",
                        3,
                        "--power-iteration",
                        1,
                        "--trace",
                        "--vectors",
                        200,
                        "--density",
                        "--starts",
                        2,
                        "--steps",
                        30,
                        "--exact",
                        "--no-figures"))
                .as(cli::err)
                .isZero();
        var found = point("ways");
        double largest = found.exact().get(found.exact().size() - 1);
        double trace = found.exact().stream().mapToDouble(Double::doubleValue).sum();
        var top = found.extremes("magnitude").orElseThrow();
        assertThat(top.isRankAssured()).isTrue();
        assertThat(top.values().get(0).value()).isEqualTo(largest, within(1e-6 * largest));
        assertThat(found.extremes("power-iteration")
                        .orElseThrow()
                        .values()
                        .get(0)
                        .value())
                .isEqualTo(largest, within(0.05 * largest));
        var estimate = found.trace().orElseThrow().trace();
        assertThat(estimate.value()).isEqualTo(trace, within(4 * estimate.standardError()));
        assertThat(found.density().orElseThrow().largest()).isEqualTo(largest, within(1e-6 * largest));
        assertThat(cli.out())
                .contains(
                        "Hessian of mlp (1,210 parameters) on 200 samples of digits train",
                        "residual",
                        "exact spectrum");
    }

    @Test
    void drawsFiguresAndAReport() {
        assertThat(curvature(
                        "--name",
                        "drawn",
                        "--top",
                        2,
                        "--density",
                        "--starts",
                        1,
                        "--steps",
                        10,
                        "--trace",
                        "--vectors",
                        5,
                        "--layers"))
                .as(cli::err)
                .isZero();
        for (var figure : new String[] {"density", "layers", "trace"}) {
            assertThat(run.resolve("figures/drawn-" + figure + ".png")).exists();
        }
        assertThat(run.resolve("report.html")).content().contains("Curvature drawn", "<svg");
    }

    @Test
    void goesOnWithWhatIsThere() throws IOException {
        assertThat(curvature("--name", "again", "--top", 1, "--no-figures")).isZero();
        var first = point("again");
        assertThat(curvature("--name", "again", "--top", 1, "--sharpness", "--no-figures"))
                .isZero();
        var second = point("again");
        assertThat(second.extremes()).isEqualTo(first.extremes());
        assertThat(second.sharpness()).isPresent();
        assertThat(cli.out()).contains("universal proxy");
        assertThat(curvature("--name", "again", "--seed", 1)).isEqualTo(2);
        assertThat(cli.err()).contains("already has a curvature report 'again' of other settings");
    }

    @Test
    void looksAgainWhereMoreIsAskedForThanIsThere() throws IOException {
        assertThat(curvature("--name", "more", "--top", 1, "--density", "--starts", 1, "--steps", 5, "--no-figures"))
                .isZero();
        assertThat(curvature(
                        "--name",
                        "more",
                        "--top",
                        3,
                        "--density",
                        "--starts",
                        2,
                        "--steps",
                        8,
                        "--trace",
                        "--vectors",
                        3,
                        "--no-figures"))
                .isZero();
        var found = point("more");
        assertThat(found.extremes()).hasSize(1);
        assertThat(found.extremes("magnitude").orElseThrow().values()).hasSize(3);
        assertThat(found.density().orElseThrow().runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.size()).isEqualTo(8));
        assertThat(curvature("--name", "more", "--trace", "--vectors", 6, "--no-figures"))
                .isZero();
        assertThat(point("more").trace().orElseThrow().products()).isEqualTo(6);
    }

    @Test
    void followsATraining() throws IOException {
        assertThat(curvature("--over-epochs", "--json")).as(cli::err).isZero();
        var report = CurvatureJson.read(run.resolve("curvature/hessian-over-epochs.json"));
        assertThat(report.points()).hasSize(3).allSatisfy(point -> {
            assertThat(point.largest()).isPresent();
            assertThat(point.smallest()).isPresent();
            assertThat(point.stability().orElseThrow().formula()).isEqualTo("(2+2β₁)/((1-β₁)η)");
        });
        assertThat(cli.out()).contains("\"points\"");
        assertThat(run.resolve("figures/hessian-over-epochs-eigenvalues.png")).exists();
    }

    @Test
    void saysThatNoThresholdOfAnOptimizerIsKnown() throws IOException {
        var other = folder.resolve("adagrad");
        assertThat(cli.run(
                        "train",
                        "--model",
                        "mlp",
                        "--widths",
                        "4",
                        "--data",
                        "digits",
                        "--epochs",
                        1,
                        "--optimizer",
                        "adagrad",
                        "--run",
                        other))
                .isZero();
        assertThat(cli.run("curvature", other, "--limit=100", "--no-figures")).isZero();
        assertThat(cli.err()).contains("how much curvature adagrad:lr=0.01 bears is not known");
    }

    @Test
    void restrictsToBlocksAndNamesThoseThatDoNotExist() throws IOException {
        assertThat(curvature("--name", "last", "--block", "layers.2", "--exact", "--no-figures"))
                .isZero();
        assertThat(point("last").exact()).hasSize(170);
        assertThat(curvature("--name", "none", "--block", "nosuch")).isEqualTo(2);
        assertThat(cli.err())
                .contains("the network has no parameter block 'nosuch'; it has layers.0.weight, layers.0.bias");
    }

    @Test
    void eigenvectorsAreDirectionsOfASurvey() {
        assertThat(curvature("--name", "plane", "--top", 2, "--no-figures")).isZero();
        var vectors = run.resolve("curvature/plane-magnitude.safetensors");
        assertThat(Files.exists(vectors)).isTrue();
        assertThat(cli.run(
                        "landscape",
                        run,
                        "--dir-file",
                        vectors,
                        "--x=-1:1:3",
                        "--y=-1:1:3",
                        "--limit=50",
                        "--no-figures"))
                .as(cli::err)
                .isZero();
    }

    @Test
    void refusesMoreEigenvaluesThanParameters() {
        assertThat(curvature("--name", "many", "--top", 2000)).isEqualTo(2);
        assertThat(cli.err()).contains("2000 eigenpairs exceed the operator's size 1210; ask for at most that");
    }
}
