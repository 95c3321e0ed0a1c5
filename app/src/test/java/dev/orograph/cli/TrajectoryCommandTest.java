package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.format.ProjectionHdf5;
import dev.orograph.format.Safetensors;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.format.TorchFile;
import dev.orograph.format.TrajectoryHdf5;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The run's checkpoints as another program might have named them. */
    private static Path foreign(String name, String suffix) throws IOException {
        var files = Files.createDirectories(folder.resolve(name));
        var run = RunFolder.open(folder.resolve("run"));
        for (int epoch = 0; epoch <= 4; epoch++) {
            // 8, 9, 10, …: by name, 10 comes before 8
            var file = files.resolve("model_" + (8 + epoch) + suffix);
            if (suffix.equals(".safetensors")) {
                Safetensors.write(file, run.weights(epoch));
            } else {
                TorchFile.write(file, run.weights(epoch));
            }
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {".t7", ".pth", ".safetensors"})
    void filesOfAnotherProgramWillDo(String suffix) throws IOException {
        var files = foreign("foreign" + suffix, suffix);
        var result = folder.resolve("result" + suffix);
        var flags = suffix.equals(".t7") ? List.<String>of() : List.of("--suffix", suffix);
        var words = new ArrayList<Object>(List.of(
                "trajectory",
                "--model-folder",
                files,
                "--model",
                "mlp",
                "-P",
                "widths=8",
                "--data",
                "blobs",
                "--x=-1:2:3",
                "--y=-1:1:3",
                "--run",
                result));
        words.addAll(flags);
        assertThat(cli.run(words.toArray())).as(cli.err()).isZero();
        var way = TrajectoryHdf5.read(result.resolve("trajectories/trajectory.h5"), "trajectory");
        assertThat(way.labels()).containsExactly("8", "9", "10", "11", "12");
        assertThat(way.x(4)).isZero();
        assertThat(result.resolve("surfaces/trajectory.h5")).exists();

        // the very same way as the run's own
        assertThat(cli.run("trajectory", folder.resolve("run"), "--no-surface", "--name", "same" + suffix))
                .as(cli.err())
                .isZero();
        var own = TrajectoryHdf5.read(folder.resolve("run/trajectories/same" + suffix + ".h5"), "same" + suffix);
        assertThat(way.x()).isEqualTo(own.x());
        assertThat(way.trueLosses().orElseThrow()).isEqualTo(own.trueLosses().orElseThrow());
    }

    @Test
    void epochsChooseAmongTheFiles() throws IOException {
        var files = foreign("chosen", ".t7");
        var result = folder.resolve("chosen-result");
        assertThat(cli.run(
                        "trajectory",
                        "--model_folder",
                        files,
                        "--model=mlp",
                        "--widths=8",
                        "--data=blobs",
                        "--start_epoch=9",
                        "--max_epoch=11",
                        "--save_epoch=2",
                        "--no-surface",
                        "--run",
                        result))
                .as(cli.err())
                .isZero();
        assertThat(TrajectoryHdf5.read(result.resolve("trajectories/trajectory.h5"), "trajectory")
                        .labels())
                .containsExactly("9", "10", "11");
    }

    @Test
    void saysWhatIsMissingOfAFolder() throws IOException {
        var files = foreign("incomplete", ".t7");
        assertThat(cli.run("trajectory")).isEqualTo(2);
        assertThat(cli.err()).contains("name a RUN, or a folder of files with --model-folder DIR");
        assertThat(cli.run("trajectory", "--model-folder", files)).isEqualTo(2);
        assertThat(cli.err()).contains("name the network with --model and the data with --data");
        assertThat(cli.run("trajectory", "--model-folder", files, "--suffix", ".pt"))
                .isEqualTo(1);
        assertThat(cli.err()).contains("has no file model_N.pt; say with --prefix and --suffix");
        assertThat(cli.run("trajectory", "--model-folder", folder.resolve("nowhere")))
                .isEqualTo(1);
        assertThat(cli.err()).contains("there is no folder");
        assertThat(cli.run("trajectory", folder.resolve("run"), "--prefix", "model_"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("are for the checkpoints of a --model-folder");
        assertThat(cli.run("trajectory", folder.resolve("run"), "--model-folder", files))
                .isEqualTo(2);
        assertThat(cli.err()).contains("leave one of them out");
    }

    @Test
    void aWayNeedsTwoCheckpoints() {
        assertThat(cli.run("trajectory", folder.resolve("run"), "--start-epoch", 4))
                .isEqualTo(2);
        assertThat(cli.err()).contains("has 1 checkpoints in that range of epochs; 2 or more are needed");
    }
}
