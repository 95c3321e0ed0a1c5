package dev.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.network.Model;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
    private static final int SAMPLES = 7;

    private final Model model = new AffineModel(3, 4);
    private final State state = model.initialState();
    private PointerScope scope;
    private Tensor inputs;
    private Tensor labels;
    private Tensor theta;

    @BeforeEach
    void drawsAProblem() {
        scope = new PointerScope();
        var random = new Random(1);
        var numbers = new float[SAMPLES * 3];
        var classes = new long[SAMPLES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < SAMPLES; i++) {
            classes[i] = random.nextInt(4);
        }
        inputs = Tensors.of(numbers, SAMPLES, 3);
        labels = Tensors.of(classes, SAMPLES);
        theta = Tensors.of(random.doubles(16).toArray(), 16);
    }

    @AfterEach
    void releasesIt() {
        scope.close();
    }

    private Objective objective(int batchSize) {
        return Objective.of(model, state, inputs, labels, new CrossEntropy(), batchSize);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 100})
    void unequalBatchesDoNotShiftTheMean(int batchSize) {
        var whole = objective(SAMPLES).gradient(theta);
        var parts = objective(batchSize).gradient(theta);
        assertThat(parts.value().loss()).isCloseTo(whole.value().loss(), within(1e-14));
        assertThat(parts.value().accuracyPercent()).isEqualTo(whole.value().accuracyPercent());
        assertThat(parts.value().samples()).isEqualTo(SAMPLES);
        assertThat(Tensors.toDoubles(parts.vector())).containsExactly(Tensors.toDoubles(whole.vector()), within(1e-15));
    }

    @Test
    void valueIsTheOneBesideTheGradient() {
        assertThat(objective(3).value(theta))
                .isEqualTo(objective(3).gradient(theta).value());
    }

    @Test
    void gradientAgreesWithCentralDifferences() {
        var gradient = Tensors.toDoubles(objective(3).gradient(theta).vector());
        var point = Tensors.toDoubles(theta);
        // The error of a central difference is h²·f‴/6 + rounding/h.
        double step = 1e-5;
        for (int i = 0; i < point.length; i++) {
            double slope = (lossBeside(point, i, step) - lossBeside(point, i, -step)) / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-9));
        }
    }

    private double lossBeside(double[] point, int coordinate, double step) {
        var moved = point.clone();
        moved[coordinate] += step;
        return objective(3).value(Tensors.of(moved, moved.length)).loss();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void worksInEveryPrecision(Precision precision) {
        var exact = objective(3).value(theta).loss();
        var rounded = objective(3).gradient(theta.to(precision.scalarType()));
        assertThat(rounded.vector().scalar_type().value).isEqualTo(precision.scalarType().value);
        // bfloat16 keeps eight bits, and the sum over inputs adds a few roundings.
        double tolerance = precision == Precision.BFLOAT16 ? 0.03 : 1e-6;
        assertThat(rounded.value().loss()).isCloseTo(exact, within(tolerance));
    }

    @Test
    void divergedPointsHaveAValue() {
        var broken = theta.clone();
        broken.narrow(0, 0, 1).fill_(new org.bytedeco.pytorch.Scalar(Double.NaN));
        assertThat(objective(3).gradient(broken).value().isFinite()).isFalse();
    }

    @Test
    void leavesTheParametersAlone() {
        var before = Tensors.toDoubles(theta);
        objective(3).gradient(theta);
        assertThat(theta.requires_grad()).isFalse();
        assertThat(Tensors.toDoubles(theta)).containsExactly(before);
    }

    @Test
    void regressionHasNoAccuracy() {
        var targets = Tensors.of(new double[SAMPLES * 4], SAMPLES, 4).to(ScalarType.Float);
        var value = Objective.of(model, state, inputs, targets, new MeanSquaredError(), 3)
                .value(theta);
        assertThat(value.accuracyPercent()).isEmpty();
    }

    @Test
    void rejectsAVectorOfAnotherNetwork() {
        assertThatThrownBy(() -> objective(3).value(Tensors.of(new double[3], 3)))
                .hasMessage("a vector of 3 elements for affine, which has 16 parameters");
    }
}
