package dev.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {
    /** Two samples of two numbers with the differences 0.5, −3, 2 and 0. */
    private static final double[] OUTPUT = {1.5, -2, 3, 4};

    private static final double[] TARGET = {1, 1, 1, 4};

    @ParameterizedTest
    @CsvSource({
        "mse, 4.625, 2",
        "l1, 1.75, 1",
        // Differences up to 1 cost ½d², larger ones |d| − ½.
        "huber, 1.3125, 0.75",
        "smooth-l1, 1.3125, 0.75"
    })
    void elementwiseLossesAreMeansOverOutputs(String name, double first, double second) {
        try (var scope = new PointerScope()) {
            var output = Tensors.of(OUTPUT, 2, 2);
            var target = Tensors.of(TARGET, 2, 2);
            var loss = Loss.byName(name);
            assertThat(Tensors.toDoubles(loss.perSample(output, target))).containsExactly(first, second);
            assertThat(loss.mean(output, target).item_double()).isEqualTo((first + second) / 2);
        }
    }

    @Test
    void huberAndSmoothL1DifferByTheirScale() {
        try (var scope = new PointerScope()) {
            var output = Tensors.of(new double[] {3}, 1, 1);
            var target = Tensors.of(new double[] {0}, 1, 1);
            assertThat(new Huber(2).mean(output, target).item_double()).isEqualTo(2 * (3 - 1));
            assertThat(new SmoothL1(2).mean(output, target).item_double()).isEqualTo(3 - 1);
        }
    }

    @Test
    void crossEntropyIsTheLogOfTheSoftmax() {
        try (var scope = new PointerScope()) {
            var logits = Tensors.of(new double[] {0, Math.log(3), 0, 0}, 2, 2);
            var labels = Tensors.of(new long[] {1, 0}, 2);
            assertThat(Tensors.toDoubles(new CrossEntropy().perSample(logits, labels)))
                    .containsExactly(new double[] {-Math.log(0.75), Math.log(2)}, within(1e-15));
            var logProbabilities = torch.log_softmax(logits, 1);
            assertThat(new NegativeLogLikelihood()
                            .mean(logProbabilities, labels)
                            .item_double())
                    .isCloseTo(new CrossEntropy().mean(logits, labels).item_double(), within(1e-15));
        }
    }

    @Test
    void squaredErrorOfLabelsComparesProbabilities() {
        try (var scope = new PointerScope()) {
            var logits = Tensors.of(new double[] {0, Math.log(3)}, 1, 2);
            var labels = Tensors.of(new long[] {1}, 1);
            assertThat(new MeanSquaredError().mean(logits, labels).item_double())
                    .isCloseTo((0.25 * 0.25 + 0.25 * 0.25) / 2, within(1e-15));
        }
    }

    @Test
    void countsLargestOutputsAtTheLabel() {
        try (var scope = new PointerScope()) {
            var output = Tensors.of(new float[] {1, 2, 5, 4, 0, 0}, 3, 2);
            assertThat(Loss.correct(output, Tensors.of(new long[] {1, 1, 0}, 3)).item_long())
                    .isEqualTo(2);
        }
    }

    @Test
    void binaryLabelsSuitASingleOutput() {
        try (var scope = new PointerScope()) {
            var logits = Tensors.of(new double[] {0, Math.log(3)}, 2, 1);
            var labels = Tensors.of(new long[] {1, 0}, 2);
            assertThat(Tensors.toDoubles(new BinaryCrossEntropy().perSample(logits, labels)))
                    .containsExactly(new double[] {Math.log(2), Math.log(4)}, within(1e-15));
            assertThat(Loss.correct(logits, labels).item_long()).isZero();
            assertThat(Loss.correct(logits, Tensors.of(new long[] {0, 1}, 2)).item_long())
                    .isEqualTo(2);
        }
    }

    /** In float32 the probability of the first label is exactly 1. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 1.5, 2})
    void focalLossOfACertainOutputHasFiniteSlopes(double gamma) {
        try (var scope = new PointerScope()) {
            var logits = Tensors.of(new float[] {200, 0}, 1, 2).requires_grad_(true);
            var loss = new FocalLoss(gamma, List.of()).mean(logits, Tensors.of(new long[] {0}, 1));
            var slope = torch.grad(
                            new TensorVector(loss),
                            new TensorVector(logits),
                            new TensorVector(),
                            new BoolOptional(true),
                            true,
                            true)
                    .get(0);
            assertThat(Tensors.toDoubles(slope.detach())).containsExactly(0, 0);
            var curvature = torch.grad(new TensorVector(slope.sum()), new TensorVector(logits))
                    .get(0);
            assertThat(Tensors.toDoubles(curvature)).containsExactly(0, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.orograph.objective.Loss#names")
    void namesAreFoundAgain(String name) {
        assertThat(Loss.byName(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("dev.orograph.objective.Loss#names")
    void bfloat16OutputsGiveFloat32Losses(String name) {
        try (var scope = new PointerScope()) {
            var output = Tensors.of(OUTPUT, 2, 2).to(ScalarType.BFloat16);
            var target = Loss.byName(name).needsLabels()
                    ? Tensors.of(new long[] {1, 0}, 2)
                    : Tensors.of(new float[] {1, 1, 1, 4}, 2, 2);
            assertThat(Loss.byName(name).mean(output, target).scalar_type().value)
                    .isEqualTo(ScalarType.Float.value);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.orograph.objective.Loss#names")
    void nanOutputsAreNanLosses(String name) {
        try (var scope = new PointerScope()) {
            var output = Tensors.of(new double[] {Double.NaN, Double.NaN}, 1, 2);
            Tensor labels = Tensors.of(new long[] {1}, 1);
            assertThat(Loss.byName(name).mean(output, labels).item_double()).isNaN();
        }
    }

    @Test
    void rejectsUnknownNamesAndBadScales() {
        assertThatThrownBy(() -> Loss.byName("triplet"))
                .hasMessage("loss 'triplet' is unknown; choose one of cross-entropy, nll, focal, hinge, bce, mse, l1,"
                        + " huber, smooth-l1");
        assertThatThrownBy(() -> Loss.byName("mse:delta=1"))
                .hasMessage("loss mse has no parameter 'delta'; it has none");
        assertThatThrownBy(() -> Loss.byName("focal:gamma=two")).hasMessage("loss focal: gamma=two is not a number");
        assertThatThrownBy(() -> Loss.byName("hinge:p"))
                .hasMessage("loss 'hinge:p' must look like name:key=value,key=value, each key once; 'p' does not");
        assertThatThrownBy(() -> Loss.byName("hinge:p=3")).hasMessage("hinge p 3.0 must be 1 or 2");
        assertThatThrownBy(() -> new CrossEntropy(1))
                .hasMessage("cross-entropy smoothing 1.0 must be at least 0 and below 1");
        assertThatThrownBy(() -> new Huber(0)).hasMessage("huber delta 0.0 must be a number above 0");
    }
}
