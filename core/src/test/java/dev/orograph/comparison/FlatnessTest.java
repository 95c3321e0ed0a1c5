package dev.orograph.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import dev.orograph.provenance.Provenance;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Flatness of surfaces whose figures are known in closed form. */
class FlatnessTest {
    private static final String LOSS = "train_loss";
    private static final FlatnessSettings SETTINGS = new FlatnessSettings(2, 0.5, 0.25);

    private static Surface of(Grid grid, ToDoubleFunction<double[]> height) {
        var values = new double[grid.cells()];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = height.applyAsDouble(grid.coordinates(cell));
        }
        return Surface.complete(grid, Map.of(LOSS, values), Provenance.NONE);
    }

    private static Grid plane(int points) {
        return Grid.of(new Axis("x", -1, 1, points), new Axis("y", -1, 1, points));
    }

    private static Grid line(int points) {
        return Grid.of(new Axis("x", -1, 1, points));
    }

    @Test
    void measuresARoundBowl() {
        var flatness = Flatness.of(of(plane(101), at -> 0.25 + at[0] * at[0] + at[1] * at[1]), LOSS, SETTINGS);
        assertThat(flatness.value(FlatnessFigure.CENTRE_LOSS)).isEqualTo(0.25);
        // between cells of width 0.02 a square is at most 0.01² too high along each axis
        assertThat(flatness.value(FlatnessFigure.MEAN_RISE)).isEqualTo(0.25, within(2e-4));
        assertThat(flatness.value(FlatnessFigure.RISE_RADIUS)).isEqualTo(0.5, within(2e-4));
        assertThat(flatness.value(FlatnessFigure.CURVATURE)).isEqualTo(2, within(1e-9));
        assertThat(flatness.value(FlatnessFigure.SUBLEVEL_VOLUME)).isEqualTo(Math.PI / 4, within(1e-3));
        assertThat(flatness.bounds()).isEmpty();
    }

    @Test
    void averagesALongValleyOverItsCircle() {
        // (a + b)/2 · r² on average over the circle, (a + b) for the mean of second derivatives of ax² + by²
        var flatness = Flatness.of(of(plane(101), at -> 0.1 + at[0] * at[0] + 5 * at[1] * at[1]), LOSS, SETTINGS);
        assertThat(flatness.value(FlatnessFigure.MEAN_RISE)).isEqualTo(3 * 0.25, within(1e-3));
        assertThat(flatness.value(FlatnessFigure.CURVATURE)).isEqualTo(6, within(1e-9));
        assertThat(flatness.value(FlatnessFigure.SUBLEVEL_VOLUME))
                .isEqualTo(Math.PI * 0.25 / Math.sqrt(5), within(2e-3));
    }

    @Test
    void curvatureIsNotMovedBySlopesAndSaddles() {
        var surface = of(plane(21), at -> 1 + 3 * at[0] - 2 * at[1] + 4 * at[0] * at[1] + 0.5 * at[0] * at[0]);
        assertThat(Flatness.of(surface, LOSS, SETTINGS).value(FlatnessFigure.CURVATURE))
                .isEqualTo(0.5, within(1e-9));
    }

    @Test
    void measuresALine() {
        var flatness = Flatness.of(of(line(201), at -> 0.25 + at[0] * at[0]), LOSS, SETTINGS);
        assertThat(flatness.value(FlatnessFigure.MEAN_RISE)).isEqualTo(0.25, within(1e-4));
        assertThat(flatness.value(FlatnessFigure.RISE_RADIUS)).isEqualTo(0.5, within(1e-4));
        assertThat(flatness.value(FlatnessFigure.CURVATURE)).isEqualTo(2, within(1e-9));
        assertThat(flatness.value(FlatnessFigure.SUBLEVEL_VOLUME)).isEqualTo(1, within(1e-3));
    }

    @Test
    void figuresThatTheEdgeCutsOffAreLowerBounds() {
        var flatness = Flatness.of(of(plane(21), at -> 1 + 0.01 * at[0] * at[0]), LOSS, SETTINGS);
        assertThat(flatness.bounds())
                .containsExactlyInAnyOrder(FlatnessFigure.RISE_RADIUS, FlatnessFigure.SUBLEVEL_VOLUME);
        assertThat(flatness.value(FlatnessFigure.RISE_RADIUS)).isEqualTo(1, within(1e-12));
        assertThat(flatness.value(FlatnessFigure.SUBLEVEL_VOLUME)).isEqualTo(4, within(1e-12));
    }

    @Test
    void whatIsNotFiniteIsHigherThanAnyThreshold() {
        var surface = of(line(41), at -> Math.abs(at[0]) > 0.42 ? Double.NaN : 1);
        var flatness = Flatness.of(surface, LOSS, SETTINGS);
        assertThat(flatness.value(FlatnessFigure.RISE_RADIUS)).isBetween(0.39, 0.46);
        assertThat(flatness.value(FlatnessFigure.SUBLEVEL_VOLUME)).isBetween(0.79, 0.81);
        assertThat(flatness.value(FlatnessFigure.MEAN_RISE)).isNaN();
        assertThat(flatness.bounds()).isEmpty();
    }

    @Test
    void aMapWhoseCentreIsNoCellHasNoCurvature() {
        var flatness = Flatness.of(of(line(20), at -> 1 + at[0] * at[0]), LOSS, SETTINGS);
        assertThat(flatness.value(FlatnessFigure.CURVATURE)).isNaN();
    }

    @Test
    void refusesMapsThatDoNotSuit() {
        var aside = Grid.of(new Axis("x", 0.5, 1, 11));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flatness.of(of(aside, at -> 1), LOSS, SETTINGS))
                .withMessageContaining("the centre 0 does not lie inside");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flatness.of(of(line(11), at -> 1), LOSS, new FlatnessSettings(2, 1.5, 0.1)))
                .withMessageContaining("radius 1.5 leaves the map, which reaches to 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new FlatnessSettings(1, 0.5, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FlatnessSettings(2, -0.5, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FlatnessSettings(2, 0.5, 0));
    }

    @Test
    void spreadIsThatOfSeveralDirections() {
        var bowls = List.of(1.0, 2.0, 3.0).stream()
                .map(a -> of(line(401), at -> 1 + a * at[0] * at[0]))
                .toList();
        var other = List.of(9.0, 10.0, 11.0).stream()
                .map(a -> of(line(401), at -> 1 + a * at[0] * at[0]))
                .toList();
        var comparison = Comparison.of(
                List.of(new Subject("a", bowls), new Subject("b", other), new Subject("c", bowls)), LOSS, SETTINGS);
        var rise = comparison.rows().get(0).estimate(FlatnessFigure.MEAN_RISE);
        assertThat(rise.mean()).isEqualTo(0.5, within(1e-4));
        assertThat(rise.deviation()).isEqualTo(0.25, within(1e-4));
        assertThat(comparison.indistinct(FlatnessFigure.MEAN_RISE)).containsExactly(List.of("a", "c"));
        assertThat(Comparison.defaultRadius(List.of(new Subject("a", bowls)))).isEqualTo(0.5);
    }

    @Test
    void aSingleMapCannotBeToldFromAnother() {
        var comparison = Comparison.of(
                List.of(
                        new Subject("a", List.of(of(line(41), at -> 1 + at[0] * at[0]))),
                        new Subject("b", List.of(of(line(41), at -> 1 + 50 * at[0] * at[0])))),
                LOSS,
                SETTINGS);
        assertThat(comparison.indistinct(FlatnessFigure.MEAN_RISE)).containsExactly(List.of("a", "b"));
    }
}
