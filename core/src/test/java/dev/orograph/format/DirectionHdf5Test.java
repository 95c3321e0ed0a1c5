package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import dev.orograph.array.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectionHdf5Test {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBackWithItsNames() throws IOException {
        var x = List.of(
                NamedArray.of("conv.weight", Shape.of(2, 1, 1, 3), new float[] {1, 2, 3, 4, 5, 6}),
                NamedArray.of("conv.bias", Shape.of(2), new float[] {0, -1}),
                NamedArray.of("tracked", Shape.of(), new long[] {17}),
                NamedArray.of("precise", Shape.of(1, 2), new double[] {1 / 3.0, Double.NaN}));
        var file = folder.resolve("d.h5");
        DirectionHdf5.write(file, new DirectionBlocks(x, x, Map.of("explained_variance_ratio_", List.of(.75, .25))));
        var back = DirectionHdf5.read(file);
        for (var blocks : List.of(back.x(), back.y())) {
            assertThat(blocks).hasSameSizeAs(x);
            for (int i = 0; i < x.size(); i++) {
                assertThat(blocks.get(i).name()).isEqualTo(x.get(i).name());
                assertThat(blocks.get(i).type()).isEqualTo(x.get(i).type());
                assertThat(blocks.get(i).shape()).isEqualTo(x.get(i).shape());
                assertThat(blocks.get(i).data()).isEqualTo(x.get(i).data());
            }
        }
        assertThat(back.extras()).containsExactly(Map.entry("explained_variance_ratio_", List.of(.75, .25)));
    }

    @Test
    void readsAFileOfH5pyInTheScriptsLayout() throws IOException {
        var directions = DirectionHdf5.read(Resources.copy("directions.h5", folder));
        assertThat(directions.x()).hasSize(7);
        assertThat(directions.x().get(0).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(directions.x().get(0).toDoubles()).containsExactly(0, .25, .5, .75, 1, 1.25);
        assertThat(directions.y().get(1).toDoubles()).containsExactly(101, 101.25);
        assertThat(directions.x().get(6).type()).isEqualTo(ElementType.INT64);
        assertThat(directions.x().get(6).shape()).isEqualTo(Shape.of());
        assertThat(directions.x().get(6).name()).isEqualTo("6");
        assertThat(directions.extras()).containsEntry("explained_variance_ratio_", List.of(.75, .125));
    }

    @Test
    void principalDirectionsKeepTheirVarianceToTheBit() throws IOException {
        var file = Resources.copy("principal.h5", folder);
        var directions = DirectionHdf5.read(file);
        var variance = directions.explainedVariance().orElseThrow();
        assertThat(variance.ratio()).containsExactly(.75, .125);
        assertThat(variance.singularValues()).containsExactly(3.5, 1 / 3.0);
        assertThat(variance.variance()).containsExactly(6.125, 1 / 27.0);
        var copy = folder.resolve("copy.h5");
        DirectionHdf5.write(copy, new DirectionBlocks(directions.x(), directions.y(), variance));
        var back = DirectionHdf5.read(copy);
        assertThat(back.explainedVariance()).contains(variance);
        assertThat(back.y().get(1).data()).isEqualTo(directions.y().get(1).data());
        assertThat(directions.hasCounters()).isFalse();
    }

    @Test
    void aSingleDirectionOfStatesIsReadInTheOrderOfTheStateDictionary() throws IOException {
        var directions = DirectionHdf5.read(Resources.copy("direction_line.h5", folder));
        assertThat(directions.count()).isEqualTo(1);
        assertThat(directions.explainedVariance()).isEmpty();
        // Linear(3, 2) and BatchNorm1d(2): weight, bias, weight, bias, running mean, running variance, counter
        assertThat(directions.x())
                .extracting(NamedArray::shape)
                .containsExactly(
                        Shape.of(2, 3), Shape.of(2), Shape.of(2), Shape.of(2), Shape.of(2), Shape.of(2), Shape.of());
        assertThat(directions.x()).extracting(NamedArray::type).containsOnly(ElementType.FLOAT32);
        assertThat(directions.x().get(6).toDoubles()).containsExactly(6);
    }

    @Test
    void aLineHasNoSecondDirection() throws IOException {
        var file = folder.resolve("d.h5");
        DirectionHdf5.write(
                file, new DirectionBlocks(List.of(NamedArray.of("w", Shape.of(1), new float[] {1})), List.of()));
        assertThat(DirectionHdf5.read(file).y()).isEmpty();
    }

    @Test
    void aFileWithoutDirectionsIsNamed() throws IOException {
        var file = Resources.copy("surface_a.h5", folder);
        assertThatThrownBy(() -> DirectionHdf5.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not a direction file: it has no blocks in 'xdirection'");
    }

    @Test
    void directionsOfDifferentShapeAreRefused() {
        var one = List.of(NamedArray.of("w", Shape.of(2), new float[2]));
        var other = List.of(NamedArray.of("w", Shape.of(1, 2), new float[2]));
        assertThatThrownBy(() -> new DirectionBlocks(one, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 in the x direction but 1×2 in the y direction");
    }

    @Test
    void aTypeThatTheScriptsDoNotKnowIsRefusedAndNothingIsWritten() {
        var bytes = List.of(NamedArray.of("mask", ElementType.UINT8, Shape.of(2), ByteBuffer.allocate(2)));
        var file = folder.resolve("d.h5");
        assertThatThrownBy(() -> DirectionHdf5.write(file, new DirectionBlocks(bytes, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("block mask is UINT8");
        assertThat(file).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aProjectionIsReadAndWritten() throws IOException {
        var path = ProjectionHdf5.read(Resources.copy("projection.h5", folder), "run");
        assertThat(path.x()).containsExactly(1.5, .5, 0);
        assertThat(path.y()).containsExactly(-1, .25, 0);
        var file = folder.resolve("p.h5");
        ProjectionHdf5.write(file, path);
        assertThat(ProjectionHdf5.read(file, "again").y()).containsExactly(-1, .25, 0);
    }
}
