package dev.orograph.refinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScatteredTest {
    /** The polynomial part is exact whatever the points. */
    @Test
    void reproducesLinearFunctions() {
        for (int dimensions = 1; dimensions <= 3; dimensions++) {
            var random = new Random(dimensions);
            int width = dimensions;
            var points = IntStream.range(0, 60)
                    .mapToObj(i -> random.ints(width, 0, 1000).toArray())
                    .toArray(int[][]::new);
            var values =
                    Arrays.stream(points).mapToDouble(ScatteredTest::linear).toArray();
            var place = random.ints(width, 200, 800).toArray();
            var weights = new Scattered(dimensions, points).at(place);
            assertThat(weights.of(values)).isCloseTo(linear(place), within(1e-9));
        }
    }

    private static double linear(int[] point) {
        double sum = 3;
        for (int axis = 0; axis < point.length; axis++) {
            sum += (axis + 1) * 0.01 * point[axis];
        }
        return sum;
    }

    /** By {@code scipy.interpolate.RBFInterpolator(kernel="cubic", degree=1)} of SciPy 1.17.1. */
    @Test
    void agreesWithSciPy() {
        var points = new int[][] {{0, 0}, {4, 0}, {0, 4}, {4, 4}, {2, 2}, {6, 1}, {1, 6}, {5, 5}};
        var values = new double[] {1, 2, 0.5, 3, 2.5, 1.5, 0.25, 4};
        assertThat(new Scattered(2, points).at(new int[] {3, 1}).of(values))
                .isCloseTo(2.5369446233753807, within(1e-9));
    }

    @Test
    void averagesWherePointsDoNotSpanTheSpace() {
        var points = new int[][] {{0, 0}, {2, 2}};
        assertThat(new Scattered(2, points).at(new int[] {1, 1}).of(new double[] {1, 3}))
                .isEqualTo(2);
    }
}
