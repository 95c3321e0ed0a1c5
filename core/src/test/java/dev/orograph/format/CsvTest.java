package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    @TempDir
    Path folder;

    @Test
    void aSurfaceIsReadBackToTheBit() throws IOException {
        var grid = Grid.of(new Axis("weight, \"first\"", -1 / 3.0, 8, 4), new Axis("y", 1e-9, 2e-9, 3));
        var values = new double[12];
        var status = new Status[12];
        for (int cell = 0; cell < 12; cell++) {
            values[cell] = Math.exp(cell) / 7;
            status[cell] = switch (cell) {
                case 5 -> Status.PENDING;
                case 6 -> Status.FAILED;
                case 7 -> Status.INTERPOLATED;
                default -> Status.COMPUTED;
            };
        }
        values[1] = Double.NaN;
        values[2] = Double.NEGATIVE_INFINITY;
        values[3] = Double.MIN_VALUE;
        var surface = Surface.of(grid, Map.of("train_loss", values), status, Trust.NONE, Provenance.NONE);
        var file = folder.resolve("a.csv");
        SurfaceCsv.write(file, surface);
        var back = SurfaceCsv.read(file);
        assertThat(back.grid()).isEqualTo(grid);
        assertThat(back.values("train_loss")).containsExactly(surface.values("train_loss"));
        for (int cell = 0; cell < 12; cell++) {
            assertThat(back.status(cell)).isEqualTo(status[cell]);
        }
    }

    @Test
    void aLineAndAVolumeAreReadBack() throws IOException {
        var file = folder.resolve("a.csv");
        var x = new Axis("x", 0, 1, 3);
        for (var grid : List.of(Grid.of(x), Grid.of(x, new Axis("y", 0, 1, 2), new Axis("z", 0, 1, 2)))) {
            var values = new double[grid.cells()];
            SurfaceCsv.write(file, Surface.complete(grid, Map.of("a", values, "b", values), Provenance.NONE));
            assertThat(SurfaceCsv.read(file).grid()).isEqualTo(grid);
        }
    }

    @Test
    void theRowsAreTidy() throws IOException {
        var file = folder.resolve("a.csv");
        var grid = Grid.of(new Axis("x", -1, 1, 2), new Axis("y", 0, 3, 2));
        SurfaceCsv.write(file, Surface.complete(grid, Map.of("loss", new double[] {1, 2, 3, .1}), Provenance.NONE));
        assertThat(file).hasContent("""
                x,y,loss,status
                -1.0,0.0,1.0,computed
                1.0,0.0,2.0,computed
                -1.0,3.0,3.0,computed
                1.0,3.0,0.1,computed
                """);
    }

    @Test
    void whatPythonWritesIsReadToo() throws IOException {
        var file = Files.writeString(folder.resolve("a.csv"), "x,loss\r\n0,nan\r\n0.1,inf\r\n0.2,\r\n0.3,4\r\n");
        var surface = SurfaceCsv.read(file);
        assertThat(surface.grid().x().range()).isEqualTo("0:0.3:4");
        assertThat(surface.values("loss")).containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,y,l;0,0,1;1,0,2;0,1,3 | does not list a grid",
                "x,y,l;0,0,1;1,0,2;0,1,3;0.5,1,4 | x = 0.5 in row 4, which is no point of an evenly spaced grid",
                "x,l;0,1;1,2;3,3 | no point of an evenly spaced grid",
                "x,l;1,1;0,2 | does not list a grid",
                "x,l;0,1;1,b | has 'b' in column l, which is not a number",
                "x,l;0,1;1 | has 1 fields in row 2 but 2 in its header",
                "x,l,status;0,1,computed;1,2,done | has the unknown status 'done'",
                "x,x;0,1;1,2 | has two columns 'x'",
                "x;0;1 | has coordinates but no quantity",
                "x,l | has no rows",
                "x,\"l;0,1;1,2 | ends inside a quoted field",
            })
    void whatIsNoSurfaceIsRefused(String lines, String sentence) throws IOException {
        var file = Files.writeString(folder.resolve("a.csv"), lines.replace(';', '\n'));
        assertThatThrownBy(() -> SurfaceCsv.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " ")
                .hasMessageContaining(sentence)
                .satisfies(FormatAssertions::isOneLine);
    }

    @Test
    void seriesAreReadBackToTheBit() throws IOException {
        var file = folder.resolve("a.csv");
        var train = Series.of("train, loss", new double[] {0, 1, 2}, new double[] {1 / 3.0, Double.NaN, 1e-300});
        var test = Series.of("test", new double[] {2}, new double[] {Double.POSITIVE_INFINITY});
        SeriesCsv.write(file, List.of(train, test));
        var back = SeriesCsv.read(file);
        assertThat(back).extracting(Series::name).containsExactly("train, loss", "test");
        assertThat(back.get(0).x()).containsExactly(train.x());
        assertThat(back.get(0).y()).containsExactly(train.y());
        assertThat(back.get(1).y()).containsExactly(test.y());
    }

    @Test
    void aFileWithOtherColumnsIsNoSeries() throws IOException {
        var file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> SeriesCsv.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a series file has series, x, y");
    }
}
