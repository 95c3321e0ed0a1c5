package dev.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Losses with numbers of their own are torch's; the file says where they are from. */
class ReferenceLossesTest {
    private static final int SAMPLES = 6;
    private static final int CLASSES = 4;
    private static final double TOLERANCE = 1e-12;

    /** @param numbers whether targets are numbers instead of labels */
    record Case(
            String loss,
            boolean numbers,
            List<Double> perSample,
            double mean,
            List<Double> gradient,
            List<Double> product) {
        @Override
        public String toString() {
            return loss + (numbers ? " of numbers" : "");
        }
    }

    record Reference(
            String origin,
            List<Double> logits,
            List<Long> labels,
            List<Double> targets,
            List<Double> vector,
            List<Case> cases) {
        Tensor leaf() {
            return matrix(logits).requires_grad_(true);
        }

        Tensor targets(Case of) {
            return of.numbers()
                    ? matrix(targets)
                    : Tensors.of(labels.stream().mapToLong(Long::longValue).toArray(), SAMPLES);
        }
    }

    private static Tensor matrix(List<Double> values) {
        return Tensors.of(values.stream().mapToDouble(Double::doubleValue).toArray(), SAMPLES, CLASSES);
    }

    private static Reference reference() throws IOException {
        try (var stream = ReferenceLossesTest.class.getResourceAsStream("torch-losses.json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(stream), Reference.class);
        }
    }

    static Stream<Case> cases() throws IOException {
        return reference().cases().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAreTorchs(Case expected) throws IOException {
        var reference = reference();
        try (var scope = new PointerScope()) {
            var loss = Loss.byName(expected.loss());
            assertThat(loss.name()).isEqualTo(expected.loss());
            var targets = reference.targets(expected);
            assertClose(loss.perSample(reference.leaf(), targets), expected.perSample());
            assertThat(loss.mean(reference.leaf(), targets).item_double())
                    .isCloseTo(expected.mean(), within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void firstAndSecondDerivativesAreTorchs(Case expected) throws IOException {
        var reference = reference();
        try (var scope = new PointerScope()) {
            var leaf = reference.leaf();
            var loss = Loss.byName(expected.loss()).mean(leaf, reference.targets(expected));
            var gradient = gradient(loss, leaf);
            assertClose(gradient, expected.gradient());
            if (!expected.product().isEmpty()) {
                var along = gradient.mul(matrix(reference.vector())).sum();
                assertClose(gradient(along, leaf), expected.product());
            }
        }
    }

    /** Central differences err by h²/6 of the third derivatives, which are of the size of 1, and by rounding/h. */
    @ParameterizedTest
    @MethodSource("cases")
    void secondDerivativesAreDifferencesOfGradients(Case expected) throws IOException {
        var reference = reference();
        double step = 1e-5;
        try (var scope = new PointerScope()) {
            var leaf = reference.leaf();
            var targets = reference.targets(expected);
            var loss = Loss.byName(expected.loss());
            var vector = matrix(reference.vector());
            var gradient = gradient(loss.mean(leaf, targets), leaf);
            var product =
                    gradient.requires_grad() ? gradient(gradient.mul(vector).sum(), leaf) : torch.zeros_like(leaf);
            var shift = vector.mul(Tensors.of(new double[] {step}, 1));
            var before = leaf.detach().sub(shift).requires_grad_(true);
            var after = leaf.detach().add(shift).requires_grad_(true);
            var difference = gradient(loss.mean(after, targets), after)
                    .sub(gradient(loss.mean(before, targets), before))
                    .div(Tensors.of(new double[] {2 * step}, 1));
            assertThat(Tensors.toDoubles(difference.sub(product).detach()))
                    .containsOnly(new double[] {0}, within(1e-8));
        }
    }

    private static Tensor gradient(Tensor scalar, Tensor leaf) {
        return torch.grad(
                        new TensorVector(scalar),
                        new TensorVector(leaf),
                        new TensorVector(),
                        new BoolOptional(true),
                        true,
                        false)
                .get(0);
    }

    private static void assertClose(Tensor actual, List<Double> expected) {
        var wanted = expected.stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(Tensors.toDoubles(actual.detach())).containsExactly(wanted, within(TOLERANCE));
    }
}
