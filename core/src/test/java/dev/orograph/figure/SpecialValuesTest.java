package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecialValuesTest {
    private static final String LOSS = "train_loss";

    private static List<Figure> kinds(Surface surface, FigureOptions options) {
        return List.of(
                LandscapeFigures.contour(surface, LOSS, options),
                LandscapeFigures.filledContour(surface, LOSS, options),
                LandscapeFigures.heatMap(surface, LOSS, options),
                LandscapeFigures.surface3D(surface, LOSS, options));
    }

    private static List<String> texts(Figure figure) {
        return figure.layout().texts().stream().map(TextBox::text).toList();
    }

    @Test
    void nanAndInfiniteCellsAreDrawnAndNamed() {
        for (var figure : kinds(Examples.surface(13, Examples::broken), FigureOptions.defaults())) {
            assertThat(texts(figure)).contains("NaN", "infinite");
            assertThat(figure.toSvg())
                    .contains(CellKind.NAN.fill().hex())
                    .contains(CellKind.NAN.hatch().hex())
                    .contains(CellKind.INFINITE.fill().hex());
        }
    }

    @Test
    void cellsThatWereNotComputedAreNotCalledNan() {
        var grid = Grid.of(new Axis("x", 0, 1, 4), new Axis("y", 0, 1, 4));
        var status = new Status[16];
        Arrays.fill(status, Status.COMPUTED);
        status[5] = Status.PENDING;
        var values = new double[16];
        Arrays.setAll(values, i -> i);
        var surface = Surface.of(grid, Map.of(LOSS, values), status, Trust.NONE, Provenance.NONE);
        for (var figure : kinds(surface, FigureOptions.defaults())) {
            assertThat(texts(figure)).contains("not computed").doesNotContain("NaN");
        }
    }

    @Test
    void aSurfaceHasHolesAndSaysHowMany() {
        var figure = LandscapeFigures.surface3D(
                Examples.surface(11, (x, y) -> Math.abs(x) < 0.1 && Math.abs(y) < 0.1 ? Double.NaN : x),
                LOSS,
                FigureOptions.defaults());
        assertThat(texts(figure)).contains("holes: 1 NaN (marked on the floor)");
    }

    @Test
    void valuesBeyondTheScaleAreMarked() {
        var options = FigureOptions.defaults().withRange(0.5, 2.0);
        for (var figure : kinds(Examples.surface(13, Examples::bumps), options).subList(1, 4)) {
            assertThat(texts(figure)).contains("> 2");
        }
    }

    @Test
    void constantEmptyAndSingleValuesStillGiveAFigure() {
        for (double constant : new double[] {0, 1, -3e8, 1e-300, Double.NaN, Double.POSITIVE_INFINITY}) {
            for (var figure : kinds(Examples.surface(5, (x, y) -> constant), FigureOptions.defaults())) {
                assertThat(texts(figure)).as("%s", constant).isNotEmpty();
            }
        }
        var single = Examples.surface(5, (x, y) -> x == 0 && y == 0 ? 0.7 : Double.NaN);
        for (var figure : kinds(single, FigureOptions.defaults().withLogarithmic(true))) {
            assertThat(texts(figure)).contains("NaN");
        }
    }

    @Test
    void enormousValuesStillGiveAFigure() {
        var surface = Examples.surface(7, (x, y) -> x > 0.5 ? 1e308 : y > 0.5 ? -1e308 : 1e-308);
        assertThat(kinds(surface, FigureOptions.defaults()))
                .allSatisfy(figure -> assertThat(figure.toSvg()).isNotEmpty());
    }

    @Test
    void aLineMarksWhatItCannotReach() {
        var series = Series.of(
                "loss", new double[] {0, 1, 2, 3, 4}, new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, -1, 2});
        var figure = LandscapeFigures.curves(
                List.of(series), "step", "loss", FigureOptions.defaults().withLogarithmic(true));
        assertThat(texts(figure)).contains("NaN", "infinite", "not positive");
    }

    @Test
    void seriesWithoutPointsStillGiveAFigure() {
        var empty = Series.of("nothing", new double[0], new double[0]);
        var figure = LandscapeFigures.curves(List.of(empty), "step", "loss", FigureOptions.defaults());
        assertThat(texts(figure)).contains("nothing", "step", "loss");
    }
}
