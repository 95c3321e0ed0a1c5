package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.run.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A neuron w·x + b on the toy regression, whose loss over its two parameters has a closed form. */
class CoordinatesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final CommandLineFixture cli = new CommandLineFixture();

    /** The roundings of product, sum, difference and square, each relative to losses of up to a few hundred. */
    @ParameterizedTest
    @CsvSource({"float32, 1e-6", "float64, 1e-14"})
    void lossOverBiasAndWeightIsItsClosedForm(String type, double tolerance) throws IOException {
        var run = train();
        assertThat(cli.run(
                        "landscape",
                        run.path(),
                        "--coordinates",
                        "layers.0.bias,layers.0.weight",
                        "--x=-2:6:9",
                        "--y=-3:4.5:11",
                        "--dtype",
                        type,
                        "--name",
                        "bowl",
                        "--no-figures"))
                .as(cli::err)
                .isZero();
        var surface = SurfaceHdf5.read(run.surfaceFile("bowl"));
        var grid = surface.grid();
        assertThat(grid.x().coordinates()).startsWith(-2, -1).endsWith(5, 6);
        var points = points();
        for (int cell = 0; cell < grid.cells(); cell++) {
            double bias = grid.coordinates(cell)[0];
            double weight = grid.coordinates(cell)[1];
            double expected = points.stream()
                    .mapToDouble(point -> Math.pow(weight * point[0] + bias - point[1], 2))
                    .average()
                    .orElseThrow();
            assertThat(surface.value("train_loss", cell))
                    .as("bias %s, weight %s", bias, weight)
                    .isEqualTo(expected, Offset.offset(tolerance * Math.max(100, expected)));
        }
    }

    @Test
    void aLineLeavesTheOtherParameterWhereItIs() throws IOException {
        var run = train();
        assertThat(cli.run(
                        "landscape",
                        run.path(),
                        "--coordinates",
                        "layers.0.weight",
                        "--x=-3:4:8",
                        "--name",
                        "line",
                        "--no-figures"))
                .as(cli::err)
                .isZero();
        double bias =
                Objects.requireNonNull(run.weights(0).find("layers.0.bias")).toDoubles()[0];
        var losses = SurfaceHdf5.read(run.surfaceFile("line")).values("train_loss");
        for (int i = 0; i < losses.length; i++) {
            double weight = -3 + i;
            double expected = points().stream()
                    .mapToDouble(point -> Math.pow(weight * point[0] + bias - point[1], 2))
                    .average()
                    .orElseThrow();
            assertThat(losses[i]).isEqualTo(expected, Offset.offset(1e-4));
        }
    }

    private RunFolder train() throws IOException {
        var path = folder.resolve("run");
        assertThat(cli.run("train", "--data", "toy", "--widths", "", "--epochs", 0, "--run", path))
                .as(cli::err)
                .isZero();
        return RunFolder.open(path);
    }

    /** The fifty points, read without the program. */
    private static List<double[]> points() throws IOException {
        try (var stream = CoordinatesTest.class.getResourceAsStream("/dev/orograph/data/toy.csv");
                var lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Float::parseFloat)
                            .toArray())
                    .toList();
        }
    }
}
