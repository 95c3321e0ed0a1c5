package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.NamedArray;
import dev.orograph.array.Shape;
import dev.orograph.format.DirectionBlocks;
import dev.orograph.format.DirectionHdf5;
import dev.orograph.format.ExplainedVariance;
import dev.orograph.format.SurfaceCsv;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.format.TrajectoryHdf5;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotCommandTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path file;

    @BeforeEach
    void writeASurface() throws IOException {
        file = folder.resolve("bowl.h5");
        SurfaceHdf5.write(file, CommandLineFixture.bowl());
    }

    @Test
    void aFileIsDrawnAsBandsAndInSpaceInBothForms() {
        assertThat(cli.run("plot", file, "--out", folder.resolve("out"))).isZero();
        assertThat(folder.resolve("out"))
                .isDirectoryContaining("glob:**bowl-test_loss-filled.svg")
                .isDirectoryContaining("glob:**bowl-test_loss-filled.png")
                .isDirectoryContaining("glob:**bowl-test_loss-3d.svg")
                .isDirectoryContaining("glob:**bowl-test_loss-3d.png");
        assertThat(cli.out().lines()).hasSize(4);
    }

    @Test
    void trustFiguresBecomeTheCaption() throws IOException {
        var target = folder.resolve("one.svg");
        assertThat(cli.run("plot", file, "--kind", "contour", "--out", target)).isZero();
        assertThat(Files.readString(target)).contains("test loss at the centre 0.1 ± 0.012 · cos(x, y) 0.0021");
    }

    @Test
    void thePublishedScriptsFilesAndFlagsWork() throws IOException {
        var published = folder.resolve("published.h5");
        try (InputStream in = PlotCommandTest.class.getResourceAsStream("published-surface.h5")) {
            Files.copy(Objects.requireNonNull(in), published);
        }
        assertThat(cli.run(
                        "plot",
                        published,
                        "--surf-name",
                        "train_loss",
                        "--vmin",
                        0.1,
                        "--vmax",
                        10,
                        "--vlevel",
                        0.5,
                        "--kind",
                        "contour",
                        "--format",
                        "svg",
                        "--out",
                        folder))
                .isZero();
        assertThat(folder.resolve("published-train_loss-contour.svg")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"contour, #008066", "heat, #440154", "3d, #3b4cc0"})
    void thePublishedStyleHasTheScriptsColours(String kind, String color) throws IOException {
        var target = folder.resolve("one.svg");
        assertThat(cli.run("plot", file, "--style", "published", "--kind", kind, "--out", target))
                .isZero();
        assertThat(Files.readString(target)).contains("</svg>");
        assertThat(cli.run(
                        "plot", file, "--style", "published", "--kind", kind, "--color-map", "greys", "--out", target))
                .isZero();
        assertThat(Files.readString(target)).doesNotContain(color);
    }

    @Test
    void aPublishedLineIsBlueAndRed() throws IOException {
        var line = folder.resolve("line.h5");
        SurfaceHdf5.write(line, CommandLineFixture.bowl().slice(1, 3));
        var target = folder.resolve("one.svg");
        assertThat(cli.run("plot", line, "--style", "published", "--out", target))
                .isZero();
        assertThat(Files.readString(target)).contains("#0000ff", "#ff0000", "slice at y = 0.0");
        assertThat(cli.run("plot", line, "--style", "golden", "--out", target)).isEqualTo(2);
        assertThat(cli.err()).contains("style 'golden' is unknown; choose orograph or published");
    }

    @Test
    void aPathIsDrawnAloneAndOverASurface() throws IOException {
        var path = folder.resolve("path.h5");
        TrajectoryHdf5.write(path, Trajectory.of("run", List.of("0", "1"), new double[] {.5, 0}, new double[] {-1, 0}));
        var pca = folder.resolve("pca.h5");
        var block = List.of(NamedArray.of("w", Shape.of(2), new float[] {1, 2}));
        var variance = new ExplainedVariance(List.of(.75, .125), List.of(), List.of());
        DirectionHdf5.write(pca, new DirectionBlocks(block, block, variance));
        assertThat(cli.run("plot", path, "--dir_file", pca, "--format", "svg", "--out", folder))
                .isZero();
        assertThat(Files.readString(folder.resolve("path-path.svg")))
                .contains("first principal direction (75 % of the variance)");
        assertThat(cli.run("plot", path, "--surf_file", file, "--kind", "heat", "--format", "svg", "--out", folder))
                .isZero();
        assertThat(folder.resolve("path-test_loss-heat.svg")).isNotEmptyFile();
        assertThat(cli.run("plot", pca, "--format", "svg", "--out", folder)).isZero();
        assertThat(cli.out()).contains("2 directions of 1 blocks, 2 numbers");
        assertThat(folder.resolve("pca-norms.svg")).isNotEmptyFile();
        assertThat(cli.run("plot", pca, "--surf_file", file, "--out", folder)).isEqualTo(2);
        assertThat(cli.err()).contains("--surf-file is for path files, but").contains("holds directions");
        assertThat(cli.run("import", path, "--run", "any", "--runs", folder)).isEqualTo(1);
        assertThat(cli.err()).contains("path.h5 holds a projected path, not a surface");
    }

    @Test
    void aVolumeIsDrawnInSlices() throws IOException {
        var grid = Grid.of(new Axis("x", 0, 1, 3), new Axis("y", 0, 1, 4), new Axis("z", 0, 2, 3));
        var values = new double[36];
        Arrays.setAll(values, cell -> cell);
        var volume = folder.resolve("volume.h5");
        SurfaceHdf5.write(volume, Surface.complete(grid, Map.of("train_loss", values), Provenance.NONE));
        assertThat(cli.run("plot", volume, "--format", "svg", "--out", folder)).isZero();
        assertThat(Files.readString(folder.resolve("volume-train_loss-slices.svg")))
                .contains("z = 0", "z = 2");
        var slice = folder.resolve("slice.svg");
        assertThat(cli.run("plot", volume, "--slice", "z=1", "--kind", "contour", "--out", slice))
                .isZero();
        assertThat(Files.readString(slice)).contains("slice at z = 1.0");
    }

    @Test
    void aCsvTableIsDrawnLikeAnHdf5File() throws IOException {
        var csv = folder.resolve("bowl.csv");
        SurfaceCsv.write(csv, CommandLineFixture.bowl());
        assertThat(cli.run("plot", csv, "--kind", "heat", "--color-map", "greys", "--format", "svg", "--out", folder))
                .isZero();
        assertThat(folder.resolve("bowl-test_loss-heat.svg")).isNotEmptyFile();
    }

    @Test
    void aLineIsDrawnAsALine() throws IOException {
        var line = folder.resolve("line.h5");
        SurfaceHdf5.write(line, CommandLineFixture.line());
        assertThat(cli.run("plot", line, "--loss-max", 5, "--format", "svg", "--out", folder))
                .isZero();
        assertThat(folder.resolve("line-line.svg")).isNotEmptyFile();
    }

    @Test
    void severalFilesBecomeAGridOrLinesInOnePlot() throws IOException {
        var other = folder.resolve("other.h5");
        SurfaceHdf5.write(other, CommandLineFixture.bowl());
        assertThat(cli.run("plot", file, other, "--format", "svg", "--out", folder))
                .isZero();
        assertThat(folder.resolve("grid-test_loss.svg")).isNotEmptyFile();
        SurfaceHdf5.write(file, CommandLineFixture.line());
        SurfaceHdf5.write(other, CommandLineFixture.line());
        assertThat(cli.run("plot", file, other, "--format", "svg", "--out", folder))
                .isZero();
        assertThat(folder.resolve("lines-train_loss.svg")).isNotEmptyFile();
    }

    @Test
    void aRunIsDrawnIntoItsOwnFolder() throws IOException {
        var run = CommandLineFixture.finishedRun(folder.resolve("runs/first"));
        assertThat(cli.run("plot", "first", "--runs", folder.resolve("runs"), "--format", "svg"))
                .isZero();
        assertThat(run.figureFolder())
                .isDirectoryContaining("glob:**training-loss.svg")
                .isDirectoryContaining("glob:**training-accuracy.svg")
                .isDirectoryContaining("glob:**training-steps.svg")
                .isDirectoryContaining("glob:**plane-test_loss-filled.svg")
                .isDirectoryContaining("glob:**plane-test_loss-3d.svg");
    }

    @Test
    void lossesAboveTheLimitAreCutOff() {
        var clipped = Clipping.above(CommandLineFixture.bowl(), "test_loss", 0.5);
        assertThat(Arrays.stream(clipped.values("test_loss")).max().orElseThrow())
                .isEqualTo(0.5);
        assertThat(clipped.values("test_loss")).contains(0.1);
        assertThat(clipped.values("test_acc"))
                .isEqualTo(CommandLineFixture.bowl().values("test_acc"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --kind pie           | 2 | kind 'pie' is unknown; choose contour, filled, heat, 3d, line, curves or all
            --kind line          | 2 | kind 'line' does not suit a surface with 2 axes
            --kind curves        | 2 | kind 'curves' is for runs
            --quantity depth     | 2 | the surface has no quantity 'depth'; it has test_loss, test_acc
            --colour-map mud     | 2 | colour map 'mud' is unknown; choose viridis, cividis, turbo, terrain, coolwarm, summer, greys
            --format gif         | 2 | format 'gif' is unknown; choose svg or png
            --vmin 3 --vmax 2    | 2 | vmin 3.0 is not less than vmax 2.0
            --vlevel 0           | 2 | vlevel 0.0 is not a step
            --width 3            | 2 | a figure of 3 by 600 pixels cannot be laid out
            --vmax high          | 2 | Invalid value for option '--vmax'
            --out x.svg          | 2 | --out x.svg names one file for 2 figures
            --proj-file nowhere  | 1 | nowhere
            """)
    void refusesWhatMakesNoSense(String flags, int status, String sentence) {
        var arguments = new ArrayList<Object>(List.of("plot", file));
        arguments.addAll(List.of(flags.split(" ")));
        assertThat(cli.run(arguments.toArray())).isEqualTo(status);
        assertThat(cli.err()).startsWith("orograph: ").contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void refusesFilesThatHoldNoSurface() throws IOException {
        var whole = Files.readAllBytes(file);
        assertFailure(folder.resolve("missing.h5"), "missing.h5");
        assertFailure(Files.createFile(folder.resolve("empty.h5")), "empty.h5");
        assertFailure(Files.write(folder.resolve("half.h5"), Arrays.copyOf(whole, whole.length / 2)), "half.h5");
        assertFailure(Files.writeString(folder.resolve("notes.txt"), "hello"), "neither an HDF5 nor a CSV file");
        assertFailure(Files.writeString(folder.resolve("wrong.h5"), "hello"), "wrong.h5");
        assertFailure(Files.writeString(folder.resolve("text.csv"), "a,b\nc"), "text.csv");
        assertFailure(folder, "is not a run");
    }

    private void assertFailure(Path source, String sentence) {
        assertThat(cli.run("plot", source, "--out", folder.resolve("out"))).isEqualTo(1);
        assertThat(cli.err())
                .startsWith("orograph: ")
                .contains(sentence)
                .doesNotContain("\tat ")
                .doesNotContain("unexpected");
        assertThat(cli.err().lines()).hasSize(1);
    }

    @Test
    void refusesAFolderThatIsAFile() throws IOException {
        var place = Files.writeString(folder.resolve("place"), "");
        assertThat(cli.run("plot", file, "--out", place)).isEqualTo(1);
        assertThat(cli.err()).contains("place is a file, not a folder");
        assertThat(cli.run("plot", file, "--out", place.resolve("below"))).isEqualTo(1);
        assertThat(cli.err()).contains("choose another place with --out");
    }

    @Test
    void namesTheRunsThereAreWhenOneIsUnknown() throws IOException {
        CommandLineFixture.finishedRun(folder.resolve("runs/first"));
        assertThat(cli.run("plot", "second", "--runs", folder.resolve("runs"))).isEqualTo(1);
        assertThat(cli.err()).contains("there is no file or run 'second'; there are first");
        assertThat(cli.run("plot", "first", "--surface", "moon", "--runs", folder.resolve("runs")))
                .isEqualTo(1);
        assertThat(cli.err()).contains("run first has no surface 'moon'; it has plane");
    }
}
