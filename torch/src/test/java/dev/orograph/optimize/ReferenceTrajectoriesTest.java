package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.objective.Huber;
import dev.orograph.objective.Loss;
import dev.orograph.objective.MeanSquaredError;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every optimizer walks as torch.optim's does: float64, 20 steps, all variants; the file says where it is from. */
class ReferenceTrajectoriesTest {
    /** Muon's, where torch rounds to bfloat16 inside: a share of the way that was gone. */
    private static final double ROUNDING = 1e-2;

    record Network(List<Double> start, List<List<Double>> inputs, List<List<Double>> targets) {}

    /**
     * One optimizer and its walks.
     *
     * @param tolerance relative: 1e-9 where the arithmetic is the same up to the order of operations, which after 20 steps
     *     of rounding at 1e-16 is well below; 1e-5 where torch keeps a number of its state in float32 (NAdam's product of
     *     momenta, ASGD's rate); 1e-7 for L-BFGS, where torch's own end moves by 6e-8 if the start moves by 1e-15
     */
    record Case(
            String optimizer, double tolerance, List<List<Double>> mse, List<List<Double>> huber, List<Double> mlp) {
        @Override
        public String toString() {
            return optimizer;
        }
    }

    record Reference(String origin, List<List<Double>> points, Network network, List<Case> cases, List<Case> rounded) {}

    private static final Layout LINE = Layout.builder()
            .add("weight", BlockKind.WEIGHT, 1, 1)
            .add("bias", BlockKind.BIAS, 1)
            .build();

    private static final Layout NETWORK = Layout.builder()
            .add("0.weight", BlockKind.WEIGHT, 7, 5)
            .add("0.bias", BlockKind.BIAS, 7)
            .add("2.weight", BlockKind.WEIGHT, 3, 7)
            .add("2.bias", BlockKind.BIAS, 3)
            .build();

    private static Reference reference() throws IOException {
        try (var stream = ReferenceTrajectoriesTest.class.getResourceAsStream("torch-trajectories.json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(stream), Reference.class);
        }
    }

    static Stream<Case> cases() throws IOException {
        return reference().cases().stream();
    }

    static Stream<Case> rounded() throws IOException {
        return reference().rounded().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsTorchOnTheSquaredError(Case expected) throws IOException {
        assertClose(walk(expected.optimizer(), new MeanSquaredError()), expected.mse(), expected.tolerance());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsTorchOnHubersLoss(Case expected) throws IOException {
        assertClose(walk(expected.optimizer(), Huber.defaults()), expected.huber(), expected.tolerance());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsTorchOnASmallNetwork(Case expected) throws IOException {
        var end = walkOfNetwork(expected.optimizer()).get(20);
        assertClose(List.of(end), List.of(expected.mlp()), expected.tolerance());
    }

    @ParameterizedTest
    @MethodSource("rounded")
    void goesWhereTorchGoesWithRoundedUpdates(Case expected) throws IOException {
        assertNear(
                walk(expected.optimizer(), new MeanSquaredError()),
                expected.mse().get(20));
        assertNear(
                walk(expected.optimizer(), Huber.defaults()), expected.huber().get(20));
        assertNear(walkOfNetwork(expected.optimizer()), expected.mlp());
    }

    private static void assertNear(List<double[]> walk, List<Double> expected) {
        var start = walk.get(0);
        var end = walk.get(20);
        double way = 0;
        double distance = 0;
        for (int i = 0; i < end.length; i++) {
            way = Math.hypot(way, expected.get(i) - start[i]);
            distance = Math.hypot(distance, expected.get(i) - end[i]);
        }
        assertThat(distance).isLessThan(ROUNDING * way);
    }

    private static List<double[]> walkOfNetwork(String optimizer) throws IOException {
        var network = reference().network();
        try (var scope = new PointerScope()) {
            var inputs = matrix(network.inputs());
            var targets = matrix(network.targets());
            var function = loss(theta -> {
                var blocks = NETWORK.split(theta);
                var hidden = inputs.mm(blocks.get(0).t()).add(blocks.get(1)).tanh();
                var output = hidden.mm(blocks.get(2).t()).add(blocks.get(3));
                return new MeanSquaredError().mean(output, targets);
            });
            var theta = matrix(List.of(network.start())).view(-1);
            return walk(OptimizerSettings.parse(optimizer), NETWORK, function, theta);
        }
    }

    private static List<double[]> walk(String optimizer, Loss loss) throws IOException {
        try (var scope = new PointerScope()) {
            var points = matrix(reference().points());
            var x = points.narrow(1, 0, 1);
            var y = points.narrow(1, 1, 1);
            var function = loss(theta -> {
                var blocks = LINE.split(theta);
                return loss.mean(x.mul(blocks.get(0)).add(blocks.get(1)), y);
            });
            var theta = Tensors.of(new double[] {6, -3}, 2);
            return walk(OptimizerSettings.parse(optimizer), LINE, function, theta);
        }
    }

    private static List<double[]> walk(OptimizerSettings settings, Layout layout, LossFunction function, Tensor theta) {
        var points = new ArrayList<double[]>(List.of(Tensors.toDoubles(theta)));
        try (var optimizer = settings.start(layout, theta)) {
            for (int step = 0; step < 20; step++) {
                try (var inner = new PointerScope()) {
                    optimizer.step(function, theta, settings.learningRate());
                }
                points.add(Tensors.toDoubles(theta));
            }
        }
        return points;
    }

    private static LossFunction loss(UnaryOperator<Tensor> formula) {
        return theta -> {
            var leaf = theta.detach().requires_grad_(true);
            var loss = formula.apply(leaf);
            var gradient =
                    torch.grad(new TensorVector(loss), new TensorVector(leaf)).get(0);
            return new Evaluation(loss.item_double(), gradient);
        };
    }

    private static Tensor matrix(List<List<Double>> rows) {
        var flat = rows.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return Tensors.of(flat, rows.size(), rows.get(0).size());
    }

    private static void assertClose(List<double[]> actual, List<List<Double>> expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int row = 0; row < expected.size(); row++) {
            for (int i = 0; i < expected.get(row).size(); i++) {
                double number = expected.get(row).get(i);
                assertThat(actual.get(row)[i])
                        .as("row %d, element %d", row, i)
                        .isCloseTo(number, within(tolerance * Math.max(1e-3, Math.abs(number))));
            }
        }
    }
}
