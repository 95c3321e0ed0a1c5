package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import dev.orograph.provenance.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandscapeGridsTest {
    private static final String LOSS = "train_loss";
    private static final FigureOptions OPTIONS = FigureOptions.defaults().withSize(1100, 420);

    private static NamedSurface named(String name, Surface surface) {
        return new NamedSurface(name, surface);
    }

    @Test
    void panelsShareRangeAndOnlyTheOuterOnesHaveLabels() {
        var narrow = Examples.surface(5, Examples::bumps);
        var wide = Examples.surface(
                Grid.of(new Axis("x", -3, 2, 5), new Axis("y", -1, 4, 5)), (x, y) -> 2 + x * x + y * y);
        var figure = LandscapeGrids.filled(List.of(named("a", narrow), named("b", wide)), LOSS, OPTIONS);
        for (var panel : figure.panels()) {
            assertThat(((Plot) panel).xScale()).isEqualTo(new LinearScale(-3, 2));
            assertThat(((Plot) panel).yScale(false)).isEqualTo(new LinearScale(-1, 4));
        }
        assertThat(((Plot) figure.panels().get(0)).y().label()).isEqualTo("y");
        assertThat(((Plot) figure.panels().get(1)).y().label()).isEmpty();
        assertThat(figure.colorBar()).isNotNull();
    }

    @Test
    void aDifferenceHasZeroInTheMiddleOfItsOwnScale() {
        var first = Examples.surface(9, (x, y) -> 5 + x);
        var second = Examples.surface(9, (x, y) -> 5 + 3 * y);
        var figure = LandscapeGrids.difference(named("a", first), named("b", second), LOSS, OPTIONS);
        var bands = (FilledContours) ((Plot) figure.panels().get(2)).marks().get(0);
        // x − 3y at the corner (−1, 1)
        assertThat(bands.field().z(0, 8)).isCloseTo(-4, within(1e-12));
        var scale = bands.colors().scale();
        assertThat(scale.position(0)).isCloseTo(0.5, within(1e-12));
        assertThat(scale.high()).isGreaterThanOrEqualTo(4);
        assertThat(figure.panels().get(2).title()).isEqualTo("a − b");
        var others = (FilledContours) ((Plot) figure.panels().get(0)).marks().get(0);
        assertThat(others.colors()).isNotEqualTo(bands.colors());
    }

    @Test
    void differencesOfLossesOnAScaleOfRatiosSpanOrdersOfMagnitude() {
        var first = Examples.surface(9, (x, y) -> Math.exp(6 * x));
        var second = Examples.surface(9, (x, y) -> Math.exp(5 * x));
        var figure = LandscapeGrids.difference(named("a", first), named("b", second), LOSS, OPTIONS);
        var bands = (FilledContours) ((Plot) figure.panels().get(2)).marks().get(0);
        assertThat(bands.colors().scale()).isEqualTo(new SymmetricScale(1000, 0.1));
        assertThat(bands.levels())
                .containsExactly(-1000.0, -100.0, -10.0, -1.0, -0.1, 0.0, 0.1, 1.0, 10.0, 100.0, 1000.0);
    }

    @Test
    void aSymmetricScaleIsOddAndInvertible() {
        var scale = new SymmetricScale(100, 0.01);
        for (double value : new double[] {-100, -3, -0.005, 0, 0.02, 7, 100}) {
            assertThat(scale.value(scale.position(value))).isCloseTo(value, within(1e-9));
            assertThat(scale.position(value) + scale.position(-value)).isCloseTo(1, within(1e-12));
        }
        assertThat(scale.position(100)).isCloseTo(1, within(1e-12));
        assertThat(scale.ticks(4)).extracting(Tick::label).contains("0", "100", "−100");
    }

    @Test
    void curvesHaveABandWhereTheirSpreadIsKnown() {
        var grid = Grid.of(new Axis("x", 0, 1, 3));
        var quantities = new LinkedHashMap<String, double[]>();
        quantities.put(LOSS, new double[] {1, 2, 3});
        quantities.put(LOSS + "_spread", new double[] {0.5, 0, 1});
        var spread = Surface.complete(grid, quantities, Provenance.NONE);
        var figure = LandscapeGrids.lines(
                List.of(named("mean of 5", spread), named("alone", Examples.line(5))), LOSS, OPTIONS);
        var marks = ((Plot) figure.panels().get(0)).marks();
        assertThat(marks).hasSize(3);
        var band = (BandMark) marks.get(0);
        assertThat(band.low().y()).containsExactly(0.5, 2, 2);
        assertThat(band.high().y()).containsExactly(1.5, 2, 4);
        assertThat(figure.layout().texts().stream().map(TextBox::text)).contains("mean of 5", "alone");
    }

    @Test
    void saysWhatCannotBeCompared() {
        var plane = Examples.surface(5, Examples::bumps);
        assertThatIllegalArgumentException().isThrownBy(() -> LandscapeGrids.filled(List.of(), LOSS, OPTIONS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LandscapeGrids.lines(List.of(named("a", plane)), LOSS, OPTIONS))
                .withMessageContaining("not a line");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LandscapeGrids.difference(
                        named("a", plane), named("b", Examples.surface(7, Examples::bumps)), LOSS, OPTIONS))
                .withMessageContaining("different grids");
    }
}
