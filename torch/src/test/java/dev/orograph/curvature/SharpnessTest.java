package dev.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.objective.AnalyticSurface;
import dev.orograph.objective.FiniteSum;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.spectrum.Estimate;
import dev.orograph.spectrum.SharpnessFigure;
import dev.orograph.spectrum.SharpnessTable;
import dev.orograph.spectrum.SharpnessValue.Drawn;
import dev.orograph.spectrum.SharpnessValue.Exact;
import dev.orograph.spectrum.SharpnessValue.NotReached;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharpnessTest {
    private final PointerScope scope = new PointerScope();

    @AfterEach
    void release() {
        scope.close();
    }

    private static SharpnessSubject subject(FiniteSum function, Tensor theta) {
        return new SharpnessSubject(function, theta, Optional.empty(), 1000);
    }

    private static SharpnessFigure figure(SharpnessMeasure measure, SharpnessSubject subject, long seed) {
        return new Sharpness(List.of(measure), 2, seed)
                .measure(subject, Listener.NONE)
                .orElseThrow()
                .figures()
                .get(0);
    }

    private static double exact(SharpnessMeasure measure, SharpnessSubject subject) {
        return exact(figure(measure, subject, 0));
    }

    private static double exact(SharpnessFigure figure) {
        return ((Exact) figure.value()).value();
    }

    private static Estimate drawn(SharpnessMeasure measure, SharpnessSubject subject, long seed) {
        return drawn(figure(measure, subject, seed));
    }

    private static Estimate drawn(SharpnessFigure figure) {
        return ((Drawn) figure.value()).estimate();
    }

    private static String reason(SharpnessMeasure measure, SharpnessSubject subject) {
        return ((NotReached) figure(measure, subject, 0).value()).why();
    }

    /** Four standard errors: one seed in 16,000 lies outside. */
    private static void assertNear(Estimate estimate, double expected) {
        assertThat(estimate.value()).isEqualTo(expected, within(4 * estimate.standardError()));
    }

    /** L = ½θᵀAθ, of which everything is known. */
    @Nested
    class OnAQuadratic {
        private static final double ROUNDING = 1e-12;

        private final Tensor matrix =
                MatrixOperator.of(1, 5, 3, 2, 1, 0.5, 0.2, 0.1, 0.05).matrix();
        private final Tensor theta = RandomStream.of(2).gaussians(8, Precision.FLOAT64);
        private final Tensor gradient = matrix.mv(theta);
        private final double norm = gradient.norm().item_double();
        private final SharpnessSubject subject = subject(Formula.quadratic(matrix), theta);
        private final double loss = theta.dot(gradient).item_double() / 2;
        private final double trace = 11.85;

        private double times(Tensor vector) {
            return vector.dot(matrix.mv(vector)).item_double();
        }

        private double rise(Tensor step) {
            return gradient.dot(step).item_double() + times(step) / 2;
        }

        @Test
        void samGoesUpTheGradient() {
            var step = gradient.mul(new Scalar(0.3 / norm));
            assertThat(exact(new SamSharpness(0.3), subject)).isEqualTo(rise(step), within(ROUNDING));
        }

        @Test
        void asamGoesUpTheGradientRelativeToWeights() {
            var scaled = theta.mul(gradient);
            var step = scaled.mul(theta).mul(new Scalar(0.3 / scaled.norm().item_double()));
            assertThat(exact(new AsamSharpness(0.3), subject)).isEqualTo(rise(step), within(ROUNDING));
        }

        @ParameterizedTest
        @ValueSource(doubles = {1e-4, 0.1, 1000})
        void epsilonSharpnessSolvesTheQuadraticEquation(double epsilon) {
            double curvature = times(gradient) / (norm * norm);
            double step = 2 * epsilon / (norm + Math.sqrt(norm * norm + 2 * curvature * epsilon));
            // At ε = 1e-4 losses of order 10 leave 1e-15 · 10 / ε of rounding.
            assertThat(exact(new EpsilonSharpness(epsilon, 1e-14), subject) * step)
                    .isEqualTo(1, within(1e-9));
            assertThat(exact(new EpsilonSharpness(epsilon, 1e-6), subject) * step)
                    .isEqualTo(1, within(1e-6));
        }

        @Test
        void curvaturesAreQuadraticForms() {
            assertThat(exact(new WeightCurvature(), subject)).isEqualTo(times(theta), within(ROUNDING));
            assertThat(exact(new GradientCurvature(), subject))
                    .isEqualTo(times(gradient) / (norm * norm), within(ROUNDING));
        }

        @Test
        void lowPassLossRisesByHalfTheTrace() {
            double sigma = 0.3;
            var estimate = drawn(new LowPassLoss(sigma, 400), subject, 1);
            assertNear(estimate, loss + sigma * sigma * trace / 2);
            // σ²‖g‖² + ½σ⁴‖A‖² is the variance; its own estimate is wrong by √(2/400), and by tails.
            double squares = matrix.mul(matrix).sum().item_double();
            double variance = sigma * sigma * norm * norm + Math.pow(sigma, 4) * squares / 2;
            assertThat(estimate.standardError() / Math.sqrt(variance / 400)).isEqualTo(1, within(0.15));
        }

        @Test
        void adaptiveAverageWeighsTheDiagonal() {
            double expected = 0.25 / 2 * theta.mul(theta).dot(matrix.diagonal()).item_double();
            assertNear(drawn(new AdaptiveAverage(0.5, 400), subject, 1), expected);
        }

        @Test
        void intervalsOfPacBayesCoverItAsOftenAsTheySay() {
            // The mean rise is r where σ² = 2r / tr A.
            double expected = theta.dot(theta).item_double() / (4 * 2 * 5 / trace) + Math.log(2e9);
            var whole = subject(Formula.of(8, at -> at.dot(matrix.mv(at)).mul(new Scalar(0.5))), theta);
            int covered = 0;
            for (int seed = 0; seed < 100; seed++) {
                var table = new Sharpness(List.of(new PacBayes(5, 30, 1e-3)), 1, seed).measure(whole, Listener.NONE);
                var estimate = drawn(table.orElseThrow().figures().get(0));
                covered += Math.abs(estimate.value() - expected) < estimate.margin() ? 1 : 0;
            }
            assertThat(covered).isGreaterThanOrEqualTo(88); // 95 expected; below 88 once in 680 series
        }

        @Test
        void pacBayesAtTheInitialWeightsIsTheLogarithmAlone() {
            var figure = figure(PacBayes.defaults(), subject.withInitial(theta).withSamples(50), 1);
            assertThat(drawn(figure).value()).isEqualTo(Math.log(1e8), within(1e-12));
            assertThat(drawn(figure).standardError()).isZero();
            assertThat(figure.note()).contains("N = 50").contains("θ₀ = the initial weights");
            assertThat(figure(PacBayes.defaults(), subject, 1).note()).contains("θ₀ = 0");
        }

        @Test
        void countsWhatEachTook() {
            var table = Sharpness.all(2, 1).measure(subject, Listener.NONE).orElseThrow();
            assertThat(table.loss()).isEqualTo(loss, within(ROUNDING));
            assertThat(table.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(table.find("SAM").orElseThrow().evaluations()).isEqualTo(1);
            assertThat(table.find("LPF").orElseThrow().evaluations()).isEqualTo(100);
            // 20 bisections halve an interval of half its end to 1e-6 of it.
            assertThat(table.find("ε-sharpness").orElseThrow().evaluations()).isBetween(20L, 30L);
            assertThat(table.find("θᵀHθ").orElseThrow().products()).isEqualTo(1);
            assertThat(table.find("θᵀHθ").orElseThrow().evaluations()).isZero();
        }
    }

    @Nested
    class OnSurfaces {
        private SharpnessSubject at(AnalyticSurface surface, double x, double y) {
            return subject(surface.sum(), Tensors.of(new double[] {x, y}, 2));
        }

        @Test
        void rosenbrockHasKnownMeans() {
            var minimum = at(AnalyticSurface.ROSENBROCK, 1, 1);
            // E[a² + 100 (b − 2a − a²)²] with a, b ~ N(0, σ²)
            double sigma = 0.2;
            double expected = 501 * Math.pow(sigma, 2) + 300 * Math.pow(sigma, 4);
            assertNear(drawn(new LowPassLoss(sigma, 2000), minimum, 3), expected);
            assertNear(drawn(new AdaptiveAverage(sigma, 2000), minimum, 3), expected);
        }

        @Test
        void rosenbrockHasKnownDerivatives() {
            var slope = at(AnalyticSurface.ROSENBROCK, -2, 2);
            // Gradient −2 (1 − x) − 400 x (y − x²), 200 (y − x²); Hessian 4002, 800, 200.
            double norm = Math.hypot(-1606, -400);
            double x = -2 - 0.05 * 1606 / norm;
            double y = 2 - 0.05 * 400 / norm;
            double expected = Math.pow(1 - x, 2) + 100 * Math.pow(y - x * x, 2) - 409;
            assertThat(exact(SamSharpness.defaults(), slope)).isEqualTo(expected, within(1e-9));
            assertThat(exact(new WeightCurvature(), slope)).isEqualTo(4 * 4002 - 8 * 800 + 4 * 200, within(1e-9));
            assertThat(exact(new GradientCurvature(), slope))
                    .isEqualTo(
                            (1606.0 * 1606 * 4002 + 2.0 * 1606 * 400 * 800 + 400.0 * 400 * 200) / (norm * norm),
                            within(1e-9));
        }

        @Test
        void whereTheGradientIsZeroThereIsNoAscent() {
            var saddle = at(AnalyticSurface.SADDLE, 0, 0);
            for (var measure : List.of(
                    SamSharpness.defaults(),
                    AsamSharpness.defaults(),
                    EpsilonSharpness.defaults(),
                    new GradientCurvature())) {
                assertThat(reason(measure, saddle)).startsWith("the gradient is zero");
            }
            assertThat(exact(new WeightCurvature(), saddle)).isZero();
        }

        @Test
        void asamNeedsAWeightThatIsNotZero() {
            var offset = Formula.of(2, theta -> theta.sum());
            assertThat(reason(AsamSharpness.defaults(), subject(offset, Tensors.of(new double[2], 2))))
                    .isEqualTo("the gradient is zero in every weight that is not");
            assertThat(exact(SamSharpness.defaults(), subject(offset, Tensors.of(new double[2], 2))))
                    .isEqualTo(0.05 * Math.sqrt(2), within(1e-12));
        }

        @Test
        void aLossThatNeverRisesSoFarSaysSo() {
            var hill = Formula.of(2, theta -> theta.dot(theta).neg());
            var beside = subject(hill, Tensors.of(new double[] {0.1, 0}, 2));
            assertThat(reason(EpsilonSharpness.defaults(), beside))
                    .startsWith("the rise along the gradient stays below 0.1 as far as ");
            assertThat(reason(PacBayes.defaults(), beside))
                    .startsWith("the mean rise as a function of σ stays below 0.1 as far as ");
            assertThat(exact(new EpsilonSharpness(0.005, 1e-12), beside))
                    .isEqualTo(1 / (0.1 - Math.sqrt(0.005)), within(1e-9));
        }

        @Test
        void aLossThatIsUndefinedBeforeItRisesSaysSo() {
            var bowl = Formula.of(
                    1,
                    theta -> theta.dot(theta).neg().add(new Scalar(1.0)).sqrt().neg());
            var inside = subject(bowl, Tensors.of(new double[] {0.5}, 1));
            assertThat(reason(new EpsilonSharpness(1, 1e-6), inside))
                    .isEqualTo("the rise along the gradient is NaN from 0.500 on, before it reaches 1.0");
            // √(1 − ¼) − √(1 − x²) = 0.1
            double x = Math.sqrt(1 - Math.pow(Math.sqrt(0.75) - 0.1, 2));
            assertThat(exact(new EpsilonSharpness(0.1, 1e-12), inside)).isEqualTo(1 / (x - 0.5), within(1e-9));
        }

        @Test
        void whereTheLossIsNotFiniteThereIsNoSharpness() {
            var nowhere = at(AnalyticSurface.SADDLE, Double.NaN, 0);
            var table = Sharpness.all(2, 1).measure(nowhere, Listener.NONE).orElseThrow();
            assertThat(table.loss()).isNaN();
            assertThat(table.figures())
                    .hasSize(SharpnessMeasure.all().size())
                    .allSatisfy(figure -> assertThat(figure.value()).isEqualTo(new NotReached("the loss at θ is NaN")));
        }

        @Test
        void whereTheGradientIsInfiniteOnlyAveragesAreLeft() {
            var kink = subject(Formula.of(1, theta -> theta.abs().sqrt().sum()), Tensors.of(new double[1], 1));
            assertThat(reason(SamSharpness.defaults(), kink)).isEqualTo("the gradient at θ is not finite");
            assertThat(reason(new WeightCurvature(), kink)).isEqualTo("the gradient at θ is not finite");
            assertThat(drawn(LowPassLoss.defaults(), kink, 1).value()).isPositive();
        }
    }

    @Nested
    class OnANetwork {
        private final TinyNetwork network = new TinyNetwork();
        private final TinyNetwork.Sharpness expected = TinyNetwork.sharpness();
        private final SharpnessSubject subject = SharpnessSubject.of(network.loss(500), network.theta());

        @AfterEach
        void release() {
            network.close();
        }

        private static void assertAgrees(double found, double expected) {
            assertThat(found / expected).isEqualTo(1, within(1e-9));
        }

        /** Four standard errors of both together. */
        private static void assertAgrees(Estimate found, List<Double> expected) {
            double error = Math.hypot(found.standardError(), expected.get(1));
            assertThat(found.value()).isEqualTo(expected.get(0), within(4 * error));
        }

        @Test
        void exactMeasuresAreThoseThatTorchFound() {
            assertAgrees(exact(SamSharpness.defaults(), subject), expected.sam());
            assertAgrees(exact(AsamSharpness.defaults(), subject), expected.asam());
            assertAgrees(exact(new EpsilonSharpness(0.1, 1e-12), subject), expected.epsilon_sharpness());
            assertAgrees(exact(new WeightCurvature(), subject), expected.theta_h_theta());
            assertAgrees(exact(new GradientCurvature(), subject), expected.g_h_g());
            assertThat(exact(EpsilonSharpness.defaults(), subject) / expected.epsilon_sharpness())
                    .isEqualTo(1, within(1e-6));
        }

        @Test
        void drawnMeasuresAreThoseThatTorchFound() {
            var table = Sharpness.all(2, 11).measure(subject, Listener.NONE).orElseThrow();
            assertAgrees(table.loss(), expected.loss());
            assertAgrees(drawn(table.find("LPF").orElseThrow()), expected.low_pass());
            assertAgrees(drawn(table.find("adaptive average case").orElseThrow()), expected.adaptive_average());
            assertAgrees(drawn(table.find("PAC-Bayes").orElseThrow()), expected.pac_bayes());
            assertThat(table.figures())
                    .extracting(figure -> figure.value().text())
                    .doesNotContain("");
        }

        @Test
        void countsItsSamples() {
            assertThat(subject.samples()).isEqualTo(1797);
        }

        @Test
        void isTheSameToTheBitWithAnyNumberOfThreads() {
            var alone = Sharpness.all(1, 5).measure(subject, Listener.NONE).orElseThrow();
            assertThat(Sharpness.all(3, 5).measure(subject, Listener.NONE)).contains(alone);
            assertThat(figure(LowPassLoss.defaults(), subject, 5))
                    .isEqualTo(alone.find("LPF").orElseThrow());
            assertThat(figure(LowPassLoss.defaults(), subject, 6).value())
                    .isNotEqualTo(alone.find("LPF").orElseThrow().value());
        }

        @Test
        void singlePrecisionAgreesWithDouble() {
            var single = SharpnessSubject.of(network.loss(500), network.theta().to(Precision.FLOAT32.scalarType()));
            // Outputs of order 10 leave 1e-6 of rounding in a loss; the rises are 4e-4 and 0.1.
            assertThat(exact(SamSharpness.defaults(), single) / expected.sam()).isEqualTo(1, within(5e-3));
            assertThat(exact(EpsilonSharpness.defaults(), single) / expected.epsilon_sharpness())
                    .isEqualTo(1, within(1e-4));
            assertThat(drawn(LowPassLoss.defaults(), single, 4).value())
                    .isEqualTo(drawn(LowPassLoss.defaults(), subject, 4).value(), within(1e-6));
        }

        @Test
        void adaptiveMeasuresDoNotSeeHowLayersAreScaled() {
            var layout = network.model().layout();
            var scaled = network.theta().clone();
            layout.view(scaled, layout.block("0.weight")).mul_(new Scalar(4.0));
            layout.view(scaled, layout.block("0.bias")).mul_(new Scalar(4.0));
            layout.view(scaled, layout.block("2.weight")).mul_(new Scalar(0.25));
            var other = SharpnessSubject.of(network.loss(500), scaled);
            assertAgrees(exact(AsamSharpness.defaults(), other), expected.asam());
            assertAgrees(
                    drawn(AdaptiveAverage.defaults(), other, 2).value(),
                    drawn(AdaptiveAverage.defaults(), subject, 2).value());
            assertThat(exact(SamSharpness.defaults(), other) / expected.sam()).isGreaterThan(1.5);
        }

        @Test
        void keepsWhatIsFinishedWhenCancelled() {
            var listener = new StoppingListener("sharpness: LPF", 10);
            var table = Sharpness.all(2, 1).measure(subject, listener).orElseThrow();
            assertThat(table.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(table.figures())
                    .extracting(SharpnessFigure::name)
                    .containsExactly("SAM", "ASAM", "ε-sharpness", "θᵀHθ", "gᵀHg/‖g‖²");
            assertThat(listener.total).isEqualTo(100);
        }

        @Test
        void knowsNothingWhenCancelledAtOnce() {
            assertThat(Sharpness.all(2, 1).measure(subject, new StoppingListener("", 0)))
                    .isEmpty();
        }
    }

    /** Stops after some evaluations of one task. */
    private static final class StoppingListener implements Listener {
        private final String task;
        private final long most;
        private boolean isCancelled;
        private long total;

        StoppingListener(String task, long most) {
            this.task = task;
            this.most = most;
            this.isCancelled = most == 0;
        }

        @Override
        public void onProgress(Progress progress) {
            if (progress.task().equals(task)) {
                total = progress.total();
                isCancelled = progress.done() >= most;
            }
        }

        @Override
        public boolean isCancelled() {
            return isCancelled;
        }
    }

    @Test
    void saysThatNoneIsAUniversalProxy() {
        assertThat(SharpnessTable.CAVEAT).isEqualTo("None of these measures is a universal proxy for generalisation.");
    }

    @Test
    void putsNumbersIntoWords() {
        assertThat(new Exact(0.123456789).text()).isEqualTo("0.123457");
        assertThat(new Drawn(Estimate.of(1, 2, 3)).text()).isEqualTo("2.00000 ± 0.58 (3 draws)");
        assertThat(new NotReached("the gradient is zero").text()).isEqualTo("not reached: the gradient is zero");
        assertThatThrownBy(() -> new NotReached("")).hasMessage("a measure that is not reached must say why");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> new SamSharpness(0)).hasMessage("step ρ 0.0 must be a number above 0");
        assertThatThrownBy(() -> new LowPassLoss(0.01, 1)).hasMessage("1 draws; a standard error needs at least 2");
        assertThatThrownBy(() -> new EpsilonSharpness(Double.NaN, 1e-6))
                .hasMessage("rise ε NaN must be a number above 0");
        var function = AnalyticSurface.SADDLE.sum();
        assertThatThrownBy(() -> subject(function, Tensors.of(new double[3], 3)))
                .hasMessage("a vector of 3 elements for a function of 2");
        assertThatThrownBy(() -> subject(function, Tensors.of(new long[2], 2)))
                .hasMessage("sharpness needs weights in float32 or float64, not Long");
    }
}
