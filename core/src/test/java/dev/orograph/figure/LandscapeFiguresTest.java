package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orograph.measurement.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandscapeFiguresTest {
    private static List<String> texts(Figure figure) {
        return figure.layout().texts().stream().map(TextBox::text).toList();
    }

    @Test
    void aLineHasLossAtTheLeftAndAccuracyAtTheRightWithTestDashed() {
        var figure = LandscapeFigures.line1D(Examples.line(21), FigureOptions.defaults());
        var plot = (Plot) figure.panels().get(0);
        assertThat(plot.marks())
                .extracting(mark -> ((LineMark) mark).dash())
                .containsExactly(Dash.SOLID, Dash.DASHED, Dash.SOLID, Dash.DASHED);
        assertThat(plot.marks()).extracting(Mark::isOnRightAxis).containsExactly(false, false, true, true);
        assertThat(texts(figure)).contains("loss", "accuracy (%)", "training loss", "test accuracy (%)");
    }

    @Test
    void trainingCurvesOfHeldOutDataAreDashed() {
        var x = new double[] {1, 2};
        var figure = LandscapeFigures.training(
                List.of(Series.of("training loss", x, x), Series.of("validation loss", x, x)),
                List.of(Series.of("test accuracy", x, x)),
                "epoch",
                FigureOptions.defaults());
        var plot = (Plot) figure.panels().get(0);
        assertThat(plot.marks())
                .extracting(mark -> ((LineMark) mark).dash())
                .containsExactly(Dash.SOLID, Dash.DASHED, Dash.DASHED);
        assertThat(plot.marks()).extracting(Mark::isOnRightAxis).containsExactly(false, false, true);
    }

    @Test
    void aSurfaceNamesItsAxesFromEverySide() {
        var surface = Examples.surface(9, Examples::bumps);
        for (int azimuth = 0; azimuth < 360; azimuth += 24) {
            for (int elevation : new int[] {8, 30, 75}) {
                var figure = LandscapeFigures.surface3D(
                        surface,
                        "train_loss",
                        Overlay.NONE,
                        new View(azimuth, elevation, true),
                        FigureOptions.defaults());
                assertThat(texts(figure))
                        .as("from %d and %d degrees", azimuth, elevation)
                        .contains("x", "y", "training loss");
                assertThat(figure.layout().texts().stream()
                                .filter(text -> text.text().equals("training loss")))
                        .as("title and vertical axis from %d and %d degrees", azimuth, elevation)
                        .hasSize(2);
            }
        }
    }

    @Test
    void contourLinesAreLabelledWithTheirLevels() {
        var figure = LandscapeFigures.contour(
                Examples.surface(51, (x, y) -> x * x + y * y),
                "train_loss",
                FigureOptions.defaults().withRange(0.0, 2.0).withStep(0.5));
        assertThat(texts(figure)).contains("0.5", "1");
    }

    @Test
    void theTrustReportIsTheCaption() {
        var figure =
                LandscapeFigures.heatMap(Examples.surface(5, Examples::bumps), "train_loss", FigureOptions.defaults());
        assertThat(figure.caption()).isEqualTo("cos(x, y) −0.012");
    }

    @Test
    void aGridHasOneScaleForAll() {
        var low = Examples.surface(9, (x, y) -> 1 + x);
        var high = Examples.surface(9, (x, y) -> 5 + x);
        var figure = LandscapeGrids.filled(
                List.of(new NamedSurface("a", low), new NamedSurface("b", high)),
                "train_loss",
                FigureOptions.defaults());
        var levels = figure.panels().stream()
                .map(panel -> ((FilledContours) ((Plot) panel).marks().get(0)).levels())
                .toList();
        assertThat(levels.get(0)).isEqualTo(levels.get(1));
        assertThat(levels.get(0).get(0)).isLessThanOrEqualTo(0);
    }

    @Test
    void saysWhatCannotBeDrawn() {
        var options = FigureOptions.defaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LandscapeFigures.contour(Examples.line(5), "train_loss", options))
                .withMessageContaining("draw it as lines");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LandscapeFigures.heatMap(Examples.surface(5, Examples::bumps), "loss", options))
                .withMessageContaining("train_loss");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LandscapeFigures.line1D(Examples.surface(5, Examples::bumps), options));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withRange(2.0, 1.0))
                .withMessageContaining("vmin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LandscapeFigures.curves(List.of(), "x", "y", options.withSize(10, 10)));
        var right = LineMark.of(Series.of("", new double[0], new double[0]), Rgb.BLACK)
                .onRightAxis();
        assertThatIllegalArgumentException().isThrownBy(() -> Plot.of(right)).withMessageContaining("withRight");
    }
}
