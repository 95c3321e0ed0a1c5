package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.measurement.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code landscape} on parts of the samples, over several pairs of directions, and with interpolated cells. */
class SamplingOptionsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    private final CommandLineFixture cli = new CommandLineFixture();

    @BeforeAll
    static void train() {
        var cli = new CommandLineFixture();
        assertThat(cli.run(
                        "train",
                        "--data=blobs:samples=2000",
                        "--model=mlp",
                        "--widths=8",
                        "--epochs=2",
                        "--run",
                        folder.resolve("run")))
                .as(cli.err())
                .isZero();
    }

    private static Path run() {
        return folder.resolve("run");
    }

    @Test
    void precisionTakesFewerSamplesAndTheReportRepeatsIt() throws IOException {
        assertThat(cli.run("landscape", run(), "--x=-1:1:5", "--y=-1:1:4", "--precision=5%", "--name=precise"))
                .as(cli.err())
                .isZero();
        var surface = SurfaceHdf5.read(run().resolve("surfaces/precise.h5"));
        assertThat(Arrays.stream(surface.values("train_samples")).min().orElseThrow())
                .isLessThan(2000);
        assertThat(cli.out()).contains("samples");
        assertThat(Files.readString(run().resolve("report.html")))
                .contains("--precision 0.05")
                .contains("--name precise");
        assertThat(cli.run("landscape", run(), "--precision=much")).isEqualTo(2);
        assertThat(cli.err()).contains("precision 'much' must be a positive share, as in 1% or 0.01");
    }

    @Test
    void directionsAreSurfacesOfTheirOwnAndASummary() throws IOException {
        assertThat(cli.run("landscape", run(), "--x=-1:1:4", "--y=-1:1:3", "--directions=2", "--name=pairs"))
                .as(cli.err())
                .isZero();
        var summary = SurfaceHdf5.read(run().resolve("surfaces/pairs.h5"));
        var one = SurfaceHdf5.read(run().resolve("surfaces/pairs-1.h5")).values("train_loss");
        var other = SurfaceHdf5.read(run().resolve("surfaces/pairs-2.h5")).values("train_loss");
        assertThat(one).isNotEqualTo(other);
        assertThat(summary.values("train_loss")[0]).isEqualTo((one[0] + other[0]) / 2);
        assertThat(summary.has("train_loss_sd")).isTrue();
        assertThat(Files.readString(run().resolve("report.html"))).contains("--directions 2");
        assertThat(cli.run("landscape", run(), "--epoch2=0", "--directions=2")).isEqualTo(2);
        assertThat(cli.err()).contains("none of this plane is random; leave it out");
    }

    @Test
    void theReportRepeatsAnAdaptiveSurvey() throws IOException {
        assertThat(cli.run("landscape", run(), "--x=-1:1:21", "--y=-1:1:21", "--adaptive=5%", "--name=few"))
                .as(cli.err())
                .isZero();
        assertThat(SurfaceHdf5.read(run().resolve("surfaces/few.h5")).count(Status.INTERPOLATED))
                .isPositive();
        assertThat(Files.readString(run().resolve("report.html"))).contains("--adaptive 0.05");
    }

    @Test
    void aDryRunCountsEveryPairAndSaysWhatIsAtMost() {
        assertThat(cli.run("landscape", run(), "--x=-1:1:5", "--y=-1:1:4", "--dry-run"))
                .as(cli.err())
                .isZero();
        assertThat(cli.out()).startsWith("20 cells of train_loss").doesNotContain("at most");
        assertThat(cli.run("landscape", run(), "--x=-1:1:5", "--y=-1:1:4", "--dry-run", "--directions=3"))
                .isZero();
        assertThat(cli.out()).startsWith("20 cells × 3 pairs of directions of train_loss");
        assertThat(cli.run("landscape", run(), "--x=-1:1:5", "--y=-1:1:4", "--dry-run", "--adaptive=1%", "--json"))
                .isZero();
        var estimate = JsonMapper.shared().readTree(cli.out());
        assertThat(estimate.path("atMost").booleanValue()).isTrue();
        assertThat(estimate.path("cells").intValue()).isEqualTo(20);
        assertThat(cli.run("landscape", run(), "--x=-1:1:5", "--dry-run", "--adaptive=1%", "--directions=2"))
                .isZero();
        assertThat(cli.out()).startsWith("at most 5 cells × 2 pairs of directions");
        assertThat(cli.run("landscape", run(), "--epoch2=0", "--dry-run", "--directions=2"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("none of this plane is random");
    }
}
