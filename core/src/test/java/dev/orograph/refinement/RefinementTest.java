package dev.orograph.refinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefinementTest {
    private static final Tolerance ONE_PERCENT = Tolerance.of(0.01);

    /** A landscape and the largest share of its cells that may be measured. */
    private record Landscape(String name, double share, ToDoubleFunction<double[]> formula) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Landscape> landscapes() {
        return Stream.of(
                new Landscape("bowl", 0.09, p -> 0.3 + p[0] * p[0] + 3 * p[1] * p[1]),
                new Landscape("valley of Rosenbrock", 0.20, RefinementTest::rosenbrock),
                new Landscape(
                        "infinite beyond a line",
                        0.30,
                        p -> p[0] + 0.3 * p[1] > 0.4 ? Double.POSITIVE_INFINITY : 0.1 + p[0] * p[0] + p[1] * p[1]),
                new Landscape(
                        "NaN on one side", 0.30, p -> p[0] > 0.13 ? Double.NaN : Math.exp(2 * p[1]) + p[0] * p[0]),
                new Landscape(
                        "a wall of thirteen orders of magnitude",
                        0.45,
                        p -> Math.exp(Math.max(0, 30 * (p[0] + p[1] - 0.3))) + p[0] * p[0]),
                new Landscape("a kink", 0.30, p -> 0.2 + Math.abs(p[0] - 0.37) + p[1] * p[1]),
                new Landscape(
                        "a hole between the first cells",
                        0.20,
                        p -> 1.01 + 0.2 * p[0] * p[0] - Math.exp(-(Math.pow(p[0] - 0.02, 2) + p[1] * p[1]) / 0.002)),
                new Landscape("waves", 0.30, p -> 1.5 + Math.sin(12 * p[0]) * Math.cos(9 * p[1]) + 0.3 * p[0]),
                new Landscape("negative", 0.20, p -> p[0] * p[1] - 2 + Math.sin(3 * p[0])));
    }

    private static double rosenbrock(double[] p) {
        double x = 1.5 * p[0];
        double y = 1.5 * p[1] + 0.5;
        return Math.pow(1 - x, 2) + 100 * Math.pow(y - x * x, 2);
    }

    @ParameterizedTest
    @MethodSource("landscapes")
    void reachesItsToleranceWithAPartOfTheCells(Landscape landscape) {
        var trial = Trial.of(Trial.plane(), ONE_PERCENT, landscape.formula());
        assertThat(trial.error(0.5)).isLessThanOrEqualTo(0.01);
        assertThat(trial.error(0.95)).isLessThanOrEqualTo(0.05);
        assertThat(trial.share()).isLessThanOrEqualTo(landscape.share());
    }

    @ParameterizedTest
    @MethodSource("landscapes")
    void doesNotEstimateLessThanHalfTheError(Landscape landscape) {
        var trial = Trial.of(Trial.plane(), ONE_PERCENT, landscape.formula());
        assertThat(trial.estimate().most()).isGreaterThanOrEqualTo(0.5 * trial.error(0.95));
        assertThat(trial.estimate().computedShare()).isEqualTo(trial.share());
    }

    @ParameterizedTest
    @MethodSource("landscapes")
    void takesNoFiniteCellForAnother(Landscape landscape) {
        assertThat(Trial.of(Trial.plane(), ONE_PERCENT, landscape.formula()).error(1))
                .isFinite();
    }

    @Test
    void measuresAllOfWhatCannotBePredicted() {
        var random = new Random(1);
        var trial = Trial.of(Trial.plane(), ONE_PERCENT, p -> 1 + 0.3 * random.nextGaussian());
        assertThat(trial.share()).isEqualTo(1);
        assertThat(trial.filled()).isEqualTo(trial.truth());
        assertThat(trial.estimate()).isEqualTo(new Estimate(0, 0, 1));
    }

    @Test
    void measuresTheBoundaryOfANaNRegionAndNotItsInside() {
        var trial = Trial.of(Trial.plane(), ONE_PERCENT, p -> p[0] > 0.13 ? Double.NaN : 1 + p[1] * p[1]);
        var grid = trial.grid();
        for (int row = 0; row < 51; row++) {
            // x = 0.12 and x = 0.16
            assertThat(trial.measured().get(grid.cell(28, row))).isTrue();
            assertThat(trial.measured().get(grid.cell(29, row))).isTrue();
        }
        assertThat(trial.measured().stream()
                        .filter(cell -> grid.index(cell, 0) > 40)
                        .count())
                .isLessThan(60);
    }

    @Test
    void aPreviewNeedsASixteenthOfTheCells() {
        for (int points : new int[] {21, 31, 51, 64, 101, 201}) {
            var grid = Grid.of(new Axis("x", -1, 1, points), new Axis("y", -1, 1, points));
            var first = new Refinement(grid, List.of(Treatment.judged(1)), ONE_PERCENT).next();
            assertThat(first.length * 16).isLessThanOrEqualTo(grid.cells());
            assertThat(first).contains(0, grid.cells() - 1, grid.cell(points / 2, points / 2));
        }
    }

    @Test
    void refinesLinesAndVolumes() {
        var line = Trial.of(
                Grid.of(new Axis("x", -1, 1, 201)), ONE_PERCENT, p -> 0.3 + p[0] * p[0] + 0.2 * Math.sin(5 * p[0]));
        assertThat(line.error(0.95)).isLessThanOrEqualTo(0.05);
        assertThat(line.share()).isLessThanOrEqualTo(0.25);
        var axes = Grid.of(new Axis("x", -1, 1, 21), new Axis("y", -1, 1, 15), new Axis("z", -1, 1, 17));
        var volume = Trial.of(axes, ONE_PERCENT, p -> 1 + p[0] * p[0] + 2 * p[1] * p[1] + 3 * p[2] * p[2]);
        assertThat(volume.error(0.95)).isLessThanOrEqualTo(0.05);
        assertThat(volume.share()).isLessThanOrEqualTo(0.4);
    }

    @Test
    void measuresEachCellOnceAndKeepsItsBits() {
        var trial = Trial.of(Trial.plane(), ONE_PERCENT, RefinementTest::rosenbrock);
        assertThat(trial.rounds().stream().mapToInt(cells -> cells.length).sum())
                .isEqualTo(trial.measured().cardinality());
        trial.measured().stream()
                .forEach(cell -> assertThat(trial.filled()[cell]).isEqualTo(trial.truth()[cell]));
    }

    @Test
    void interpolatesEveryQuantityWithinItsLimits() {
        var grid = Trial.plane();
        var names = List.of("test_loss", "test_acc", "test_loss_se");
        var refinement = new Refinement(grid, Treatment.all(names, Map.of("test_loss", 0.3)), ONE_PERCENT);
        for (int[] cells = refinement.next(); cells.length > 0; cells = refinement.next()) {
            var values = new double[cells.length][];
            for (int i = 0; i < cells.length; i++) {
                var p = grid.coordinates(cells[i]);
                double square = p[0] * p[0] + p[1] * p[1];
                values[i] = new double[] {0.3 + square, Math.max(0, 100 - 120 * square), Math.abs(p[0])};
            }
            refinement.accept(values);
        }
        var filled = refinement.filled();
        assertThat(Arrays.stream(filled[1])).allMatch(accuracy -> accuracy >= 0 && accuracy <= 100);
        assertThat(Arrays.stream(filled[2])).allMatch(error -> error >= 0 && error <= 1.01);
        assertThat(filled[1][grid.cell(24, 26)]).isBetween(99.0, 100.0);
    }

    @Test
    void judgesByTheFirstQuantityWhereThereIsNoLoss() {
        assertThat(Treatment.all(List.of("eigenvalue", "samples"), Map.of()))
                .extracting(Treatment::isJudged)
                .containsExactly(true, false);
    }

    @Test
    void refusesToGoOnWithoutItsRound() {
        var refinement = new Refinement(Trial.plane(), List.of(Treatment.judged(1)), ONE_PERCENT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> refinement.accept(new double[3][1]))
                .withMessage("3 values for the 121 cells of the round");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Refinement(Trial.plane(), List.of(), ONE_PERCENT))
                .withMessageContaining("no quantity is judged");
    }
}
