package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.format.ProjectionHdf5;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.format.TrajectoryHdf5;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    private final CommandLineFixture cli = new CommandLineFixture();

    @BeforeAll
    static void train() {
        var cli = new CommandLineFixture();
        assertThat(cli.run(
                        "train",
                        "--data",
                        "blobs",
                        "--model",
                        "mlp",
                        "-P",
                        "widths=8",
                        "--epochs",
                        4,
                        "--run",
                        folder.resolve("run")))
                .as(cli.err())
                .isZero();
    }

    @Test
    void drawsTheWayOverTheLandscapeOfItsPrincipalComponents() throws IOException {
        var run = folder.resolve("run");
        var projected = folder.resolve("projection.h5");
        assertThat(cli.run("trajectory", run, "--x=-1:2:7", "--y=-1:1:6", "--proj-file", projected, "--name", "way"))
                .as(cli.err())
                .isZero();
        assertThat(run.resolve("figures"))
                .isDirectoryContaining("glob:**way-filled.png")
                .isDirectoryContaining("glob:**way-3d.svg");
        var way = TrajectoryHdf5.read(run.resolve("trajectories/way.h5"), "way");
        assertThat(way.labels()).containsExactly("0", "1", "2", "3", "4");
        // the plane is centred at the last checkpoint, and the principal plane holds the larger part of the rest
        assertThat(way.x(4)).isZero();
        assertThat(way.residuals().orElseThrow()[4]).isNaN();
        assertThat(way.residuals().orElseThrow()[0]).isLessThan(.5);
        assertThat(way.planeLosses().orElseThrow()[4])
                .isCloseTo(way.trueLosses().orElseThrow()[4], within(1e-6));
        assertThat(way.explainedVariance()[0]).isGreaterThan(way.explainedVariance()[1]);
        assertThat(ProjectionHdf5.read(projected, "way").x()).isEqualTo(way.x());
        assertThat(SurfaceHdf5.read(run.resolve("surfaces/way.h5")).grid().cells())
                .isEqualTo(42);
        assertThat(cli.out()).contains("The two axes hold").contains("own loss").contains("way.h5");
    }

    @Test
    void anyOtherPlaneWillDo() throws IOException {
        var run = folder.resolve("run");
        assertThat(cli.run(
                        "trajectory", run, "--plane", "random", "--save-epoch", 2, "--no-surface", "--name", "other"))
                .as(cli.err())
                .isZero();
        var way = TrajectoryHdf5.read(run.resolve("trajectories/other.h5"), "other");
        assertThat(way.labels()).containsExactly("0", "2", "4");
        // a random plane shows next to nothing of it
        assertThat(way.residuals().orElseThrow()[0]).isGreaterThan(.5);
        assertThat(way.explainedVariance()).isEmpty();
    }

    @Test
    void aWayNeedsTwoCheckpoints() {
        assertThat(cli.run("trajectory", folder.resolve("run"), "--start-epoch", 4))
                .isEqualTo(2);
        assertThat(cli.err()).contains("has 1 checkpoints in that range of epochs; 2 or more are needed");
    }
}
