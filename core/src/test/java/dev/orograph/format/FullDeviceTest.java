package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FullDeviceTest {
    @FunctionalInterface
    private interface Writer {
        void write(Path file) throws IOException;
    }

    static Stream<Arguments> writers() {
        var arrays = NamedArrays.of(List.of(NamedArray.of("w", Shape.of(2), new float[] {1, 2})));
        var grid = Grid.of(new Axis("x", 0, 1, 2), new Axis("y", 0, 1, 2));
        var surface = Surface.complete(grid, Map.of("train_loss", new double[4]), Provenance.NONE);
        var series = List.of(Series.of("s", new double[] {1}, new double[] {2}));
        var path = dev.orograph.measurement.Path.of("p", new double[] {1}, new double[] {2});
        return Stream.of(
                Arguments.of("safetensors", (Writer) file -> Safetensors.write(file, arrays)),
                Arguments.of("torch", (Writer) file -> TorchFile.write(file, arrays)),
                Arguments.of("surface HDF5", (Writer) file -> SurfaceHdf5.write(file, surface)),
                Arguments.of("direction HDF5", (Writer)
                        file -> DirectionHdf5.write(file, new DirectionBlocks(arrays.blocks(), List.of()))),
                Arguments.of("projection HDF5", (Writer) file -> ProjectionHdf5.write(file, path)),
                Arguments.of("trajectory HDF5", (Writer) file -> TrajectoryHdf5.write(file, Trajectory.of(path))),
                Arguments.of("trajectory CSV", (Writer) file -> TrajectoryCsv.write(file, Trajectory.of(path))),
                Arguments.of("surface CSV", (Writer) file -> SurfaceCsv.write(file, surface)),
                Arguments.of("series CSV", (Writer) file -> SeriesCsv.write(file, series)),
                Arguments.of("surface VTP", (Writer)
                        file -> Vtp.writeSurface(file, surface, "train_loss", Vtp.Height.PLAIN)),
                Arguments.of(
                        "path VTP", (Writer) file -> Vtp.writePath(file, path, new double[] {0}, Vtp.Height.PLAIN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writers")
    @EnabledOnOs(OS.LINUX)
    void everyWriterReportsItInOneSentenceThatNamesTheFile(String format, Writer writer) {
        var full = Path.of("/dev/full");
        assertThatThrownBy(() -> writer.write(full))
                .as(format)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write /dev/full: ")
                .satisfies(FormatAssertions::isOneLine);
        assertThat(Files.isRegularFile(full)).isFalse();
    }
}
