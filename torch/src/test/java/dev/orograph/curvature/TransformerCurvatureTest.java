package dev.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.Shape;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.ArchitectureOptions;
import dev.orograph.network.Architectures;
import dev.orograph.network.Initialization;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Curvature of small networks with attention, in float64. */
class TransformerCurvatureTest {
    private static final int SAMPLES = 11;

    private final PointerScope scope = new PointerScope();

    @AfterEach
    void release() {
        scope.close();
    }

    /** A network, its parameters and its mean loss. */
    private record Subject(ArchitectureModel model, Tensor theta, BlockedLoss loss) {
        CurvatureOperator operator(Curvature curvature) {
            return CurvatureOperator.of(curvature, loss, theta, 1, Long.MAX_VALUE);
        }

        Tensor vector(long seed) {
            return RandomStream.of(seed).gaussians(theta.numel(), Precision.FLOAT64);
        }
    }

    private static Subject gpt() {
        return subject("gpt", numbers(4, SAMPLES, 6).to(ScalarType.Float), numbers(4, SAMPLES, 6), Shape.of(6), 4);
    }

    private static Subject vit() {
        var images = RandomStream.of(5).gaussians(SAMPLES * 64L).view(SAMPLES, 1, 8, 8);
        return subject("vit", images, numbers(3, SAMPLES), Shape.of(1, 8, 8), 3);
    }

    private static Subject subject(String name, Tensor inputs, Tensor targets, Shape sample, int outputs) {
        var model = new ArchitectureModel(Architectures.byName(
                name,
                ArchitectureOptions.of(sample, outputs)
                        .with("width", "6")
                        .with("heads", "2")
                        .with("layers", "1")));
        var theta = Initialization.defaults().initialTheta(model.program(), 1).to(ScalarType.Double);
        var loss = BlockedLoss.of(model, State.empty(), inputs, targets, new CrossEntropy(), 4);
        return new Subject(model, theta, loss);
    }

    private static Tensor numbers(int below, long... sizes) {
        long count = 1;
        for (long size : sizes) {
            count *= size;
        }
        var stream = RandomStream.of(6);
        var numbers = new long[Math.toIntExact(count)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = stream.nextInt(below);
        }
        return Tensors.of(numbers, sizes);
    }

    private static double distance(Tensor expected, Tensor actual) {
        return expected.sub(actual).norm().item_double() / expected.norm().item_double();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "vit"})
    void hessianProductsAgreeWithDifferencesOfGradients(String name) {
        var subject = name.equals("gpt") ? gpt() : vit();
        try (var exact = subject.operator(new Curvature.Hessian());
                var differences = subject.operator(new Curvature.FiniteDifference())) {
            var vector = subject.vector(3);
            // Central differences in float64: steps whose square and whose rounding both leave less than 1e-6.
            assertThat(distance(exact.apply(vector), differences.apply(vector))).isLessThan(1e-6);
        }
    }

    @Test
    void theHessianIsSymmetric() {
        var subject = gpt();
        try (var hessian = subject.operator(new Curvature.Hessian())) {
            var left = subject.vector(3);
            var right = subject.vector(4);
            double there = left.dot(hessian.apply(right)).item_double();
            double back = right.dot(hessian.apply(left)).item_double();
            assertThat(Math.abs(there - back)).isLessThan(1e-12 * Math.max(1, Math.abs(there)));
        }
    }

    /** Every label of a sequence counts as a sample, so both are means of the same matrices. */
    @Test
    void drawnFisherTendsToGaussNewton() {
        var subject = gpt();
        try (var gaussNewton = subject.operator(new Curvature.GaussNewton());
                var few = subject.operator(new Curvature.MonteCarloFisher(5, 2));
                var many = subject.operator(new Curvature.MonteCarloFisher(5, 128))) {
            var vector = subject.vector(4);
            var expected = gaussNewton.apply(vector);
            double coarse = distance(expected, few.apply(vector));
            double fine = distance(expected, many.apply(vector));
            assertThat(fine).isLessThan(coarse / 4).isLessThan(.2); // 64 times the draws, an eighth of the error
        }
    }
}
