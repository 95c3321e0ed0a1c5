package dev.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.objective.AffineModel;
import dev.orograph.objective.AnalyticSurface;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.objective.Loss;
import dev.orograph.objective.MeanAbsoluteError;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CurvatureOperatorTest {
    /** Two float64 computations of sums over 1,797 samples, with eigenvalues up to 1.7. */
    private static final double ROUNDING = 1e-12;

    private final PointerScope scope = new PointerScope();
    private final TinyNetwork network = new TinyNetwork();

    @AfterEach
    void release() {
        network.close();
        scope.close();
    }

    @Test
    void hessianHasTheEigenvaluesThatTorchFound() {
        assertSpectrum(new Curvature.Hessian(), TinyNetwork.spectra().hessian());
    }

    @Test
    void gaussNewtonHasTheEigenvaluesThatTorchFound() {
        assertSpectrum(new Curvature.GaussNewton(), TinyNetwork.spectra().ggn());
    }

    @Test
    void empiricalFisherHasTheEigenvaluesThatTorchFound() {
        assertSpectrum(new Curvature.EmpiricalFisher(), TinyNetwork.spectra().empirical_fisher());
    }

    private void assertSpectrum(Curvature curvature, List<Double> expected) {
        try (var operator = network.operator(curvature)) {
            var eigenvalues = ExactSpectrum.eigenvalues(operator, Listener.NONE).orElseThrow();
            for (int i = 0; i < eigenvalues.length; i++) {
                assertThat(eigenvalues[i]).isEqualTo(expected.get(i), within(ROUNDING));
            }
        }
    }

    /** Outputs that are linear in θ have no curvature of their own. */
    @ParameterizedTest
    @MethodSource("dev.orograph.objective.Loss#names")
    void gaussNewtonOfALinearNetworkIsTheHessian(String loss) {
        var inputs = RandomStream.of(1).gaussians(60, Precision.FLOAT64).view(12, 5);
        var labels = Tensors.of(new long[] {0, 1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0}, 12);
        var theta = RandomStream.of(2).gaussians(18, Precision.FLOAT64);
        var vector = RandomStream.of(3).gaussians(18, Precision.FLOAT64);
        var function = BlockedLoss.of(new AffineModel(5, 3), State.empty(), inputs, labels, Loss.byName(loss), 5);
        try (var hessian = CurvatureOperator.of(new Curvature.Hessian(), function, theta, 1, 0);
                var gaussNewton = CurvatureOperator.of(new Curvature.GaussNewton(), function, theta, 1, 0)) {
            var expected = Tensors.toDoubles(hessian.apply(vector));
            assertThat(Tensors.toDoubles(gaussNewton.apply(vector))).containsExactly(expected, within(1e-13));
        }
    }

    @Test
    void drawnFisherRefusesALossThatIsNoLikelihood() {
        assertThatThrownBy(() -> CurvatureOperator.of(
                                new Curvature.MonteCarloFisher(5, 1),
                                network.loss(new CrossEntropy(0.1), 500),
                                network.theta(),
                                1,
                                0)
                        .apply(network.theta()))
                .hasMessage("loss cross-entropy:smoothing=0.1 is no log-likelihood to draw targets from; the Fisher"
                        + " matrix needs cross-entropy, nll, or mse on numbers");
    }

    @Test
    void differencesAgreeWithTheExactHessian() {
        try (var exact = network.hessian();
                var differences = network.operator(new Curvature.FiniteDifference())) {
            var vector = RandomStream.of(3).gaussians(1210, Precision.FLOAT64);
            // Steps of 1.5e-8 in float64 leave 1e-8 of rounding; no unit switches sides between the two points.
            assertThat(distance(exact.apply(vector), differences.apply(vector))).isLessThan(1e-6);
        }
    }

    @Test
    void drawnFisherTendsToGaussNewton() {
        try (var gaussNewton = network.operator(new Curvature.GaussNewton());
                var few = network.operator(new Curvature.MonteCarloFisher(5, 1));
                var many = network.operator(new Curvature.MonteCarloFisher(5, 64))) {
            var vector = RandomStream.of(4).gaussians(1210, Precision.FLOAT64);
            var expected = gaussNewton.apply(vector);
            double coarse = distance(expected, few.apply(vector));
            double fine = distance(expected, many.apply(vector));
            assertThat(fine).isLessThan(coarse / 4); // 64 times the draws, an eighth of the error
        }
    }

    @Test
    void unequalBlocksGiveTheHessianOfOneBlock() {
        var vector = RandomStream.of(6).gaussians(1210, Precision.FLOAT64);
        try (var whole = CurvatureOperator.of(new Curvature.Hessian(), network.loss(1797), network.theta(), 1, 0);
                var parts = CurvatureOperator.of(new Curvature.Hessian(), network.loss(1000), network.theta(), 1, 0)) {
            assertThat(distance(whole.apply(vector), parts.apply(vector))).isLessThan(1e-13);
        }
    }

    @Test
    void isTheSameToTheBitWithAnyNumberOfThreadsAndKeptGraphs() {
        var vector = RandomStream.of(7).gaussians(1210, Precision.FLOAT64);
        try (var fresh = CurvatureOperator.of(new Curvature.Hessian(), network.loss(200), network.theta(), 1, 0);
                var kept = CurvatureOperator.of(
                        new Curvature.Hessian(), network.loss(200), network.theta(), 3, Long.MAX_VALUE)) {
            var expected = fresh.apply(vector);
            kept.apply(vector);
            assertThat(fresh.keptGraphs()).isZero();
            assertThat(kept.keptGraphs()).isGreaterThan(1);
            assertThat(Tensors.toDoubles(kept.apply(vector))).isEqualTo(Tensors.toDoubles(expected));
        }
    }

    @Test
    void singlePrecisionAgreesWithDouble() {
        var vector = RandomStream.of(8).gaussians(1210, Precision.FLOAT64);
        try (var fine = network.hessian();
                var coarse = CurvatureOperator.of(
                        new Curvature.Hessian(),
                        network.loss(500),
                        network.theta().to(ScalarType.Float),
                        2,
                        0)) {
            var product = coarse.apply(vector.to(ScalarType.Float));
            assertThat(distance(fine.apply(vector), product.to(ScalarType.Double)))
                    .isLessThan(1e-5);
        }
    }

    @Test
    void rosenbrockHasItsKnownHessian() {
        var theta = Tensors.of(new double[] {-2, 2}, 2);
        try (var function = AnalyticSurface.ROSENBROCK.sum();
                var operator = CurvatureOperator.of(new Curvature.Hessian(), function, theta, 1, 0)) {
            var matrix = Tensors.toDoubles(
                    ExactSpectrum.matrix(operator, Listener.NONE).orElseThrow());
            // 2 − 400 (y − x²) + 800 x², −400 x, 200
            assertThat(matrix).containsExactly(new double[] {4002, 800, 800, 200}, within(1e-9));
        }
    }

    @Test
    void restrictsCombinesAndShifts() {
        var layer = List.of(network.model().layout().block("2.weight"));
        try (var hessian = network.hessian()) {
            var whole = ExactSpectrum.matrix(hessian, Listener.NONE).orElseThrow();
            var part = new Restriction(hessian, layer);
            long offset = layer.get(0).offset();
            var expected = whole.narrow(0, offset, 160).narrow(1, offset, 160);
            var found = ExactSpectrum.matrix(part, Listener.NONE).orElseThrow();
            assertThat(found.sub(expected).abs().max().item_double()).isLessThan(1e-15);

            var vector = RandomStream.of(9).gaussians(160, Precision.FLOAT64);
            var combined = Combination.shifted(Combination.sum(part, Combination.scaled(part, -3)), 0.5)
                    .apply(vector);
            var direct = part.apply(vector).mul(new Scalar(-2.0)).add(vector, new Scalar(0.5));
            assertThat(distance(direct, combined)).isLessThan(1e-14);
        }
    }

    @Test
    void lossWithoutCurvatureHasNone() {
        try (var operator = CurvatureOperator.of(
                new Curvature.GaussNewton(), network.loss(new MeanAbsoluteError(), 500), network.theta(), 1, 0)) {
            var vector = RandomStream.of(10).gaussians(1210, Precision.FLOAT64);
            assertThat(Double.isFinite(operator.apply(vector).norm().item_double()))
                    .isTrue();
        }
    }

    @Test
    void namesTheBlockWhoseGradientIsNotFinite() {
        var theta = network.theta().clone();
        theta.narrow(0, network.model().layout().block("2.bias").offset(), 1).fill_(new Scalar(Double.NaN));
        try (var operator = CurvatureOperator.of(new Curvature.Hessian(), network.loss(500), theta, 1, 0)) {
            assertThatThrownBy(() -> operator.apply(theta))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the gradient is not finite in ");
        }
    }

    @Test
    void refusesAFisherMatrixWithoutALikelihood() {
        try (var operator = CurvatureOperator.of(
                new Curvature.MonteCarloFisher(1, 1),
                network.loss(new MeanAbsoluteError(), 500),
                network.theta(),
                1,
                0)) {
            assertThatThrownBy(() -> operator.apply(network.theta()))
                    .hasMessageContaining("loss l1 is no log-likelihood to draw targets from");
        }
    }

    @Test
    void refusesAVectorOfAnotherSize() {
        try (var operator = network.hessian()) {
            assertThatThrownBy(() -> operator.apply(torch.zeros(3)))
                    .hasMessage("a vector of 3 elements for an operator of size 1210");
        }
    }

    /** ‖a − b‖ / ‖a‖. */
    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).norm().item_double() / a.norm().item_double();
    }
}
