package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarchingSquaresTest {
    private static final Field PARABOLOID = Examples.field(101, 101, (x, y) -> x * x + y * y);

    @Test
    void contourOfAParaboloidIsACircle() {
        for (double level : new double[] {0.1, 0.25, 0.49, 0.81}) {
            var lines = MarchingSquares.lines(PARABOLOID, level);
            assertThat(lines).hasSize(1);
            for (double[] point : lines.get(0)) {
                // Linear interpolation of x² over a step h errs by at most h²/4 in the value, so h²/(8r) in the radius.
                assertThat(Math.hypot(point[0], point[1]))
                        .isCloseTo(Math.sqrt(level), within(0.02 * 0.02 / (8 * Math.sqrt(level)) + 1e-12));
            }
        }
    }

    @Test
    void aClosedContourRepeatsItsFirstPoint() {
        var line = MarchingSquares.lines(PARABOLOID, 0.25).get(0);
        assertThat(line[line.length - 1]).containsExactly(line[0]);
    }

    @Test
    void regionAboveALevelHasTheAreaOutsideTheCircle() {
        double area = 0;
        for (double[][] ring : MarchingSquares.region(PARABOLOID, 0.25)) {
            area += signedArea(ring);
        }
        assertThat(area).isCloseTo(4 - Math.PI * 0.25, within(1e-3));
    }

    @Test
    void contoursOfAPlaneAreStraightAndExact() {
        var lines = MarchingSquares.lines(Examples.field(7, 5, (x, y) -> 2 * x - y), 0.3);
        assertThat(lines).hasSize(1);
        for (double[] point : lines.get(0)) {
            assertThat(2 * point[0] - point[1]).isCloseTo(0.3, within(1e-12));
        }
    }

    @Test
    void linesEndAtPointsThatAreNotFinite() {
        var field = Examples.field(
                41,
                41,
                (x, y) -> Math.abs(y) < 0.2 && x > 0 ? Double.NaN : Math.abs(y) < 0.2 ? Double.POSITIVE_INFINITY : x);
        var lines = MarchingSquares.lines(field, 0.51);
        assertThat(lines).hasSize(2);
        for (double[][] line : lines) {
            for (double[] point : line) {
                assertThat(point[0]).isCloseTo(0.51, within(1e-12));
                assertThat(Math.abs(point[1])).isGreaterThan(0.19);
            }
        }
    }

    @Test
    void aSaddleIsDecidedByTheMeanOfItsCorners() {
        var ends = new double[] {0, 1};
        var high = Field.of(ends, ends, new double[] {1, 0, 0, 1});
        assertThat(MarchingSquares.region(high, 0.4)).hasSize(1);
        assertThat(MarchingSquares.region(high, 0.6)).hasSize(2);
    }

    @Test
    void nothingLiesAboveTheHighestValueAndAllAboveTheLowest() {
        assertThat(MarchingSquares.region(PARABOLOID, 2.1)).isEmpty();
        List<double[][]> all = MarchingSquares.region(PARABOLOID, -1);
        assertThat(all).hasSize(1);
        assertThat(signedArea(all.get(0))).isCloseTo(4, within(1e-9));
    }

    private static double signedArea(double[][] ring) {
        double area = 0;
        for (int i = 0; i < ring.length; i++) {
            var a = ring[i];
            var b = ring[(i + 1) % ring.length];
            area += (a[0] * b[1] - b[0] * a[1]) / 2;
        }
        return area;
    }
}
