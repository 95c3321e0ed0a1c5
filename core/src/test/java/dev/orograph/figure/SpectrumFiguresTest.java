package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.measurement.Series;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.Estimate;
import dev.orograph.spectrum.Quadrature;
import dev.orograph.spectrum.Smoothing;
import dev.orograph.spectrum.SpectralDensity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpectrumFiguresTest {
    private static final FigureOptions OPTIONS = FigureOptions.defaults();
    private static final Smoothing PYHESSIAN = Smoothing.PYHESSIAN;

    private static List<String> texts(Figure figure) {
        return figure.layout().texts().stream().map(TextBox::text).toList();
    }

    private static Plot plot(Figure figure, int panel) {
        return (Plot) figure.panels().get(panel);
    }

    private static <T extends Mark> List<T> marks(Plot plot, Class<T> kind) {
        return plot.marks().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static SpectralDensity points(double... nodes) {
        var weights = new double[nodes.length];
        Arrays.fill(weights, 1.0 / nodes.length);
        return new SpectralDensity(nodes.length, List.of(Quadrature.of(nodes, weights)));
    }

    @Test
    void aDensityNamesTheEigenvaluesThatAreKnown() {
        var figure = SpectrumFigures.density(
                SpectrumExamples.density(3, 1, 1), SpectrumExamples.eigenvalues(), PYHESSIAN, OPTIONS);
        assertThat(texts(figure))
                .contains("59.3", "41.2", "−1.02", "eigenvalue", "not converged", "one eigenvalue", "density");
        assertThat(figure.caption())
                .startsWith("3 runs of 40 steps · 284,000 eigenvalues · Gaussians of σ = ")
                .endsWith("(PyHessian’s)");
        assertThat(marks(plot(figure, 0), BandMark.class)).hasSize(1);
    }

    @Test
    void aSingleRunHasNoBand() {
        var figure = SpectrumFigures.density(SpectrumExamples.density(1, 1, 1), List.of(), PYHESSIAN, OPTIONS);
        assertThat(marks(plot(figure, 0), BandMark.class)).isEmpty();
        assertThat(figure.caption()).startsWith("1 run of 40 steps");
    }

    @Test
    void thePeakOfASingleEigenvalueReachesItsLine() {
        for (var smoothing : Smoothing.values()) {
            var figure = SpectrumFigures.density(points(1, 30, 60), List.of(), smoothing, OPTIONS);
            double line = marks(plot(figure, 0), RuleMark.class).get(1).at();
            double peak = Arrays.stream(
                            marks(plot(figure, 0), LineMark.class).get(0).data().y())
                    .max()
                    .orElseThrow();
            // two neighbours at equal distances add (1/3)⁴ each with Papyan's width, nothing with PyHessian's
            assertThat(peak).isCloseTo(line, within(0.026 * line));
        }
    }

    @Test
    void anOperatorWithOneEigenvalueHasADensity() {
        for (double value : new double[] {0, 5, -2e-7, 1e9}) {
            var known = List.of(new Eigenvalue(value, 0, true));
            assertThat(texts(SpectrumFigures.density(points(value), known, PYHESSIAN, OPTIONS)))
                    .as("eigenvalue %s", value)
                    .contains("eigenvalue λ");
        }
    }

    @Test
    void fewPointsShowEveryPeak() {
        var density = SpectrumExamples.density(3, 1, 1);
        var axis = new LinearScale(-2, 63);
        double floor = SpectrumScales.single(density, PYHESSIAN) / 10;
        var line = DensityLine.of(density, PYHESSIAN, axis, floor).mean("");
        assertThat(line.size()).isBetween(100, 4000);
        var all = density.curve(PYHESSIAN, axis.low(), axis.high(), 5000);
        double worst = 0;
        int next = 0;
        for (int i = 0; i < all.size(); i++) {
            double at = all.eigenvalues()[i];
            while (next < line.size() - 2 && line.x(next + 1) < at) {
                next++;
            }
            double share = (at - line.x(next)) / (line.x(next + 1) - line.x(next));
            double drawn = Math.log(line.y(next)) * (1 - share) + Math.log(line.y(next + 1)) * share;
            worst = Math.max(worst, Math.abs(drawn - Math.log(Math.max(all.mean()[i], floor / 2))));
        }
        // in nepers, of about 16 from floor to top; steep flanks between two places are off by the most
        assertThat(worst).isLessThan(0.6);
    }

    @Test
    void layersShareTheirAxes() {
        var figure = SpectrumFigures.densities(SpectrumExamples.layers(), PYHESSIAN, OPTIONS.withSize(900, 700));
        assertThat(figure.panels()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(plot(figure, i).xScale()).isEqualTo(plot(figure, 0).xScale());
            assertThat(plot(figure, i).yScale(false)).isEqualTo(plot(figure, 0).yScale(false));
        }
        assertThat(plot(figure, 0).xScale()).isInstanceOf(SymmetricScale.class);
        assertThat(texts(figure)).contains("layer0.0.conv1.weight", "layer3.0.conv1.weight");
        var together = SpectrumFigures.densityLines(SpectrumExamples.layers(), PYHESSIAN, OPTIONS);
        assertThat(texts(together)).contains("layer0.0.conv1.weight", "layer3.0.conv1.weight");
    }

    @Test
    void epochsStandWhereTheyAre() {
        var figure = SpectrumFigures.evolution(
                SpectrumExamples.EPOCHS,
                SpectrumExamples.evolution(),
                List.of(SpectrumExamples.largest()),
                List.of(SpectrumExamples.threshold()),
                PYHESSIAN,
                OPTIONS);
        var plot = plot(figure, 0);
        assertThat(plot.xScale()).isEqualTo(new LinearScale(-0.5, 20.5));
        var field = marks(plot, HeatMap.class).get(0).field();
        assertThat(field.width()).isEqualTo(6);
        assertThat(field.x(5)).isEqualTo(20);
        assertThat(plot.yScale(false)).isInstanceOf(SymmetricScale.class);
        var threshold = marks(plot, LineMark.class).get(3);
        assertThat(threshold.data().name()).isEqualTo("2/η");
        assertThat(threshold.dash()).isEqualTo(Dash.DASHED);
        assertThat(plot.yScale(false).high()).isGreaterThan(80);
        assertThat(texts(figure)).contains("2/η", "λmax", "epoch", "density");
    }

    @Test
    void anOutlierHasAColourOfItsOwn() {
        var spectra = List.of(points(0, 0, 0, 50), points(0, 0, 0, 50));
        var figure = SpectrumFigures.evolution(
                new double[] {0, 1}, spectra, List.of(), List.of(), PYHESSIAN, OPTIONS.withLogarithmic(false));
        var map = marks(plot(figure, 0), HeatMap.class).get(0);
        int painted = 0;
        for (int row = 0; row < map.field().height(); row++) {
            boolean isSeen = map.field().z(0, row) >= map.colors().scale().low();
            double distance =
                    Math.min(Math.abs(map.field().y(row)), Math.abs(map.field().y(row) - 50));
            painted += isSeen ? 1 : 0;
            assertThat(isSeen && distance > 1).as("row %d", row).isFalse();
        }
        assertThat(painted).isBetween(2, 12);
    }

    @Test
    void cellsBelowTheScaleMayStayBlank() {
        var canvas = new Canvas();
        var frame = new PlotFrame(
                new Box(0, 0, 20, 20),
                new LinearScale(-0.5, 1.5),
                new LinearScale(-0.5, 1.5),
                new LinearScale(0, 1),
                canvas);
        var field = Field.of(new double[] {0, 1}, new double[] {0, 1}, new double[] {-1, 1, -1, -1});
        new HeatMap(field, new ColorScale(ColorMap.GREYS, new LinearScale(0, 1)), true).paint(frame);
        assertThat(canvas.svg()).isEqualTo("<path d=\"M10 10H20.5V20.5H10Z\" fill=\"#000000\"/>\n");
    }

    @Test
    void anEvolutionNeedsTwoEpochs() {
        var one = List.of(points(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SpectrumFigures.evolution(new double[] {1}, one, List.of(), List.of(), PYHESSIAN, OPTIONS))
                .withMessage("1 epochs and 1 densities; an evolution needs as many of both, at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectrumFigures.evolution(
                        new double[] {1, 1}, List.of(points(1), points(2)), List.of(), List.of(), PYHESSIAN, OPTIONS))
                .withMessage("epochs must be finite and ascend, but 1.0 follows 1.0");
    }

    @Test
    void linesOverEpochsChooseTheirAxis() {
        var x = new double[] {0, 10};
        var small = Series.of("λ₁", x, new double[] {10, 20});
        var large = Series.of("λ₁", x, new double[] {0.1, 20});
        var negative = Series.of("λmin", x, new double[] {-0.1, -1});
        assertThat(plot(SpectrumFigures.eigenvaluesOverEpochs(List.of(small), List.of(), List.of(), OPTIONS), 0)
                        .yScale(false))
                .isInstanceOf(LinearScale.class);
        assertThat(plot(SpectrumFigures.eigenvaluesOverEpochs(List.of(large), List.of(), List.of(), OPTIONS), 0)
                        .yScale(false))
                .isInstanceOf(LogScale.class);
        assertThat(plot(SpectrumFigures.eigenvaluesOverEpochs(List.of(large), List.of(negative), List.of(), OPTIONS), 0)
                        .yScale(false))
                .isInstanceOf(SymmetricScale.class);
    }

    @Test
    void eigenvaluesThatHaveNotConvergedAreOpenWithABar() {
        var figure = SpectrumFigures.eigenvalues(
                List.of(new NamedEigenvalues(
                        "Hessian", List.of(new Eigenvalue(10, 1e-4, true), new Eigenvalue(5, 2, false)))),
                OPTIONS);
        assertThat(texts(figure)).contains("eigenvalues of the Hessian", "not converged", "1", "2");
        assertThat(marks(plot(figure, 0), EigenvaluePoints.class).get(0).yRange(false))
                .isEqualTo(new Range(3, 10.0001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectrumFigures.eigenvalues(List.of(new NamedEigenvalues("G", List.of())), OPTIONS))
                .withMessage("no eigenvalues to show; give at least one");
    }

    @Test
    void operatorsStandSideBySide() {
        var figure = SpectrumFigures.eigenvalues(
                List.of(
                        new NamedEigenvalues("Hessian", SpectrumExamples.eigenvalues()),
                        new NamedEigenvalues("Gauss–Newton", SpectrumExamples.eigenvalues()),
                        new NamedEigenvalues("Fisher", SpectrumExamples.eigenvalues())),
                OPTIONS);
        assertThat(marks(plot(figure, 0), EigenvaluePoints.class))
                .extracting(EigenvaluePoints::first)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
                .containsExactly(-0.2, 0.0, 0.2);
        assertThat(texts(figure)).contains("Hessian", "Gauss–Newton", "Fisher");
    }

    @Test
    void namesAndNumbersOfBarsAreNeverCut() {
        String longName = "features.denseblock4.denselayer32.bottleneck.convolution.weight";
        var traces = SpectrumExamples.traces(longName, "bn1.bias", "fc.weight");
        for (var options : List.of(OPTIONS, OPTIONS.withSize(300, 200))) {
            var figure = SpectrumFigures.bars(List.of("trace", "Frobenius norm"), List.of(traces, traces), options);
            assertThat(texts(figure))
                    .contains(longName, "300 ± 20", "−20 ± 10", "100.0 ± 6.8", "trace", "Frobenius norm");
        }
    }

    @Test
    void manyPartsMakeATallPage() {
        var names = new String[161];
        Arrays.setAll(names, i -> "layer" + i + ".weight");
        var figure = SpectrumFigures.bars(List.of("trace"), List.of(SpectrumExamples.traces(names)), OPTIONS);
        assertThat(texts(figure)).contains(names);
    }

    @Test
    void barsWithoutErrorsHaveOnlyTheirNumbers() {
        var parts =
                List.of(new NamedEstimate("a", Estimate.of(12.3456)), new NamedEstimate("b", Estimate.of(Double.NaN)));
        assertThat(texts(SpectrumFigures.bars(List.of("trace"), List.of(parts), OPTIONS)))
                .contains("12.3", "NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SpectrumFigures.bars(List.of("trace", "norm"), List.of(parts, parts.subList(0, 1)), OPTIONS))
                .withMessageContaining("the same parts");
    }

    @Test
    void aFullSpectrumRunsFromTheLargestDown() {
        var figure = SpectrumFigures.fullSpectrum(new double[] {-1, 100, 0.001, 0}, null, PYHESSIAN, OPTIONS);
        var lines = marks(plot(figure, 0), LineMark.class);
        assertThat(lines.get(0).data().y()).containsExactly(100, 0.001, 0);
        assertThat(lines.get(1).data().x()).containsExactly(4);
        assertThat(plot(figure, 0).yScale(false)).isInstanceOf(SymmetricScale.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectrumFigures.fullSpectrum(new double[0], null, PYHESSIAN, OPTIONS))
                .withMessage("no eigenvalues to show; give at least one");
    }

    @Test
    void aDensityBesideAFullSpectrumSharesItsAxis() {
        var figure = SpectrumFigures.fullSpectrum(
                new double[] {-1, 0, 0, 50}, points(-1, 0, 0, 50), PYHESSIAN, OPTIONS.withSize(1000, 500));
        assertThat(plot(figure, 1).yScale(false)).isEqualTo(plot(figure, 0).yScale(false));
        assertThat(texts(figure)).contains("density", "one eigenvalue");
    }

    @Test
    void numbersAreWrittenToTheDigitThatTheirMarginKnows() {
        assertThat(NumberText.uncertain(12.3456, 0.789)).isEqualTo("12.35 ± 0.79");
        assertThat(NumberText.uncertain(-1234.5, 56.7)).isEqualTo("−1234 ± 57");
        assertThat(NumberText.uncertain(3.2e7, 4.4e5)).isEqualTo("3.2×10⁷ ± 4.4×10⁵");
        assertThat(NumberText.uncertain(2.5e-6, 3e-7)).isEqualTo("2.5×10⁻⁶ ± 3×10⁻⁷");
        assertThat(NumberText.uncertain(2.5, 0)).isEqualTo("2.5");
        assertThat(NumberText.uncertain(2.54321, Double.NaN)).isEqualTo("2.54");
    }
}
