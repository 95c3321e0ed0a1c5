package dev.orograph.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpectralDensityTest {
    private static Quadrature quadrature(double... nodesThenWeights) {
        int size = nodesThenWeights.length / 2;
        var nodes = new double[size];
        var weights = new double[size];
        System.arraycopy(nodesThenWeights, 0, nodes, 0, size);
        System.arraycopy(nodesThenWeights, size, weights, 0, size);
        return Quadrature.of(nodes, weights);
    }

    private static SpectralDensity random(long seed, int runs, int nodes) {
        var random = new Random(seed);
        var all = new java.util.ArrayList<Quadrature>();
        for (int run = 0; run < runs; run++) {
            var at = random.doubles(nodes, -2, 30).sorted().toArray();
            var weights = random.doubles(nodes).toArray();
            double sum = java.util.Arrays.stream(weights).sum();
            for (int i = 0; i < nodes; i++) {
                weights[i] /= sum;
            }
            all.add(Quadrature.of(at, weights));
        }
        return new SpectralDensity(1000, all);
    }

    @Test
    void momentsOfAFewPointsAreSums() {
        var points = quadrature(-1, 0, 2, 0.25, 0.25, 0.5);
        assertThat(points.moment(0)).isEqualTo(1);
        assertThat(points.moment(1)).isEqualTo(0.75);
        assertThat(points.moment(2)).isEqualTo(2.25);
        assertThat(points.moment(3)).isEqualTo(3.75);
    }

    /** Gauss's rule of m points is exact up to degree 2m − 1: ∫₋₁¹ xᵖ dx / 2 = 1/(p + 1) for even p (Abramowitz and Stegun 25.4). */
    @Test
    void gaussLegendreNodesGiveTheMomentsOfTheUniformDensity() {
        double far = Math.sqrt(0.6);
        var legendre = quadrature(-far, 0, far, 5 / 18.0, 8 / 18.0, 5 / 18.0);
        for (int power = 0; power <= 5; power++) {
            double exact = power % 2 == 0 ? 1 / (power + 1.0) : 0;
            assertThat(legendre.moment(power)).isCloseTo(exact, within(1e-15));
        }
        assertThat(legendre.moment(6)).isNotCloseTo(1 / 7.0, within(1e-3));
    }

    @Test
    void massesAreSumsOfTheWeightsBelow() {
        var points = quadrature(-1, 0, 0, 2, 0.125, 0.25, 0.125, 0.5);
        assertThat(points.massBelow(-1)).isZero();
        assertThat(points.massBelow(-0.5)).isEqualTo(0.125);
        assertThat(points.massBelow(0)).isEqualTo(0.125);
        assertThat(points.massBelow(1e-300)).isEqualTo(0.5);
        assertThat(points.massBelow(3)).isEqualTo(1);
    }

    @Test
    void severalRunsGiveTheirMeanWithAnError() {
        var density = new SpectralDensity(10, List.of(quadrature(0, 2, 0.5, 0.5), quadrature(0, 4, 0.75, 0.25)));
        assertThat(density.moment(1)).isEqualTo(Estimate.of(1, 1));
        assertThat(density.moment(2)).isEqualTo(Estimate.of(2, 4));
        assertThat(density.massBelow(1)).isEqualTo(Estimate.of(0.5, 0.75));
        assertThat(density.smallest()).isZero();
        assertThat(density.largest()).isEqualTo(4);
    }

    @Test
    void roundingDoesNotMakeMassNegative() {
        var rounded = new SpectralDensity(10, List.of(quadrature(-3e-6, 4e-6, 50, 0.5, 0.25, 0.25)));
        assertThat(rounded.massBelow(0).value()).isEqualTo(0.5);
        assertThat(rounded.negativeMass().value()).isZero();
        var indefinite = new SpectralDensity(10, List.of(quadrature(-3e-4, 4e-6, 50, 0.5, 0.25, 0.25)));
        assertThat(indefinite.negativeMass().value()).isEqualTo(0.5);
        var definite = new SpectralDensity(10, List.of(quadrature(-2, -1, 0.5, 0.5)));
        assertThat(definite.negativeMass().value()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Smoothing.class)
    void theCurveIntegratesToOne(Smoothing smoothing) {
        for (long seed = 0; seed < 5; seed++) {
            var curve = random(seed, 3, 40).curve(smoothing, 20_000);
            var at = curve.eigenvalues();
            double integral = 0;
            for (int i = 1; i < curve.size(); i++) {
                integral += (at[i] - at[i - 1]) * (curve.mean()[i] + curve.mean()[i - 1]) / 2;
            }
            // five standard deviations hold all but 6e-7
            assertThat(integral).as("seed %d", seed).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void theBandLiesAroundTheMean() {
        var curve = random(7, 4, 20).curve(Smoothing.PAPYAN, 500);
        for (int i = 0; i < curve.size(); i++) {
            assertThat(curve.low()[i]).isLessThanOrEqualTo(curve.mean()[i] * (1 + 1e-12));
            assertThat(curve.high()[i]).isGreaterThanOrEqualTo(curve.mean()[i] * (1 - 1e-12));
        }
    }

    @Test
    void aPointBecomesAGaussian() {
        var density = new SpectralDensity(4, List.of(quadrature(2, 1)));
        double deviation = Math.sqrt(1e-5);
        var curve = density.curve(Smoothing.PYHESSIAN, 2, 2 + deviation, 2 + 50 * deviation);
        double peak = 1 / (deviation * Math.sqrt(2 * Math.PI));
        assertThat(curve.mean()[0]).isCloseTo(peak, within(1e-12 * peak));
        assertThat(curve.mean()[1]).isCloseTo(peak * Math.exp(-0.5), within(1e-12 * peak));
        assertThat(curve.mean()[2]).isZero();
    }

    @Test
    void pyHessiansWidthGrowsWithTheRootOfTheRange() {
        assertThat(Smoothing.PYHESSIAN.deviation(0.3, 100)).isEqualTo(Math.sqrt(1e-5));
        assertThat(Smoothing.PYHESSIAN.deviation(90, 100)).isCloseTo(0.03, within(1e-15));
    }

    @Test
    void neighboursOfPapyansWidthMeetAtAThird() {
        double range = 10;
        int nodes = 6;
        double deviation = Smoothing.PAPYAN.deviation(range, nodes);
        assertThat(deviation).isCloseTo(10 / 2.0 * 2 / 5 / Math.sqrt(8 * Math.log(3)), within(1e-15));
        double half = range / (nodes - 1) / 2;
        assertThat(Math.exp(-half * half / (2 * deviation * deviation))).isCloseTo(1 / 3.0, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Smoothing.class)
    void aSingleEigenvalueHasAWidth(Smoothing smoothing) {
        var density = new SpectralDensity(1, List.of(quadrature(5, 1)));
        assertThat(density.deviation(smoothing)).isEqualTo(Math.sqrt(1e-5));
        assertThat(density.curve(smoothing, 101).mean()[50]).isGreaterThan(100);
    }

    @Test
    void coversAllNodesWithRoom() {
        var density = random(3, 2, 30);
        var at = density.curve(Smoothing.PYHESSIAN, 11).eigenvalues();
        double room = 5 * density.deviation(Smoothing.PYHESSIAN);
        assertThat(at[0]).isCloseTo(density.smallest() - room, within(1e-12));
        assertThat(at[10]).isCloseTo(density.largest() + room, within(1e-12));
    }

    @Test
    void saysWhatIsNoDensity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quadrature())
                .withMessage("0 nodes and 0 weights; a quadrature needs as many of both, at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quadrature.of(new double[2], new double[1]))
                .withMessageContaining("2 nodes and 1 weights");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quadrature(1, 2, 1.5, -0.5))
                .withMessageContaining("negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quadrature(1, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quadrature(1, 2, 0.25, 0.25))
                .withMessage("the weights of a quadrature sum to 0.5; divide them by that");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quadrature(2, 1, 0.5, 0.5))
                .withMessage("node 1 of a quadrature is 1.0 after 2.0; give finite ascending nodes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quadrature(Double.NaN, 1))
                .withMessageContaining("finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpectralDensity(3, List.of()))
                .withMessage("a spectral density needs at least one run");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpectralDensity(0, List.of(quadrature(1, 1))))
                .withMessageContaining("0 eigenvalues");
        var density = new SpectralDensity(3, List.of(quadrature(1, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> density.curve(Smoothing.PAPYAN, 1))
                .withMessageContaining("need at least 2 on a range");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> density.curve(Smoothing.PAPYAN, 2, 2, 100))
                .withMessageContaining("2.0 to 2.0");
    }

    @Test
    void arraysAreCopied() {
        var nodes = new double[] {1, 2};
        var points = Quadrature.of(nodes, new double[] {0.5, 0.5});
        nodes[0] = 9;
        points.nodes()[0] = 9;
        points.weights()[0] = 9;
        assertThat(points.node(0)).isEqualTo(1);
        assertThat(points.weight(0)).isEqualTo(0.5);
    }
}
