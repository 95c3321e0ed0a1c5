package dev.orograph.optimize;

import dev.orograph.curvature.Autograd;
import dev.orograph.objective.MeanSquaredError;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mean squared error in float64 with everything an optimizer may ask: of the line through the points in {@code
 * torch-trajectories.json}, or of the 5-7-3 tanh network there. Its "sampled" gradients are stretched ones, the same for
 * every seed.
 */
final class GoldenProblem implements LossFunction {
    private static final long SAMPLES = 50;

    final Layout layout;
    final double[] start;
    final List<double[]> drawnVectors = new ArrayList<>();
    private final UnaryOperator<Tensor> formula;

    private GoldenProblem(Layout layout, double[] start, UnaryOperator<Tensor> formula) {
        this.layout = layout;
        this.start = start;
        this.formula = formula;
    }

    private static JsonNode reference() throws IOException {
        try (var stream = GoldenProblem.class.getResourceAsStream("torch-trajectories.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(stream));
        }
    }

    static GoldenProblem line() throws IOException {
        var points = numbers(reference().get("points"));
        var layout = Layout.builder()
                .add("weight", BlockKind.WEIGHT, 1, 1)
                .add("bias", BlockKind.BIAS, 1)
                .build();
        return new GoldenProblem(layout, new double[] {6, -3}, theta -> {
            var given = matrix(points);
            var line = given.narrow(1, 0, 1).mul(theta.narrow(0, 0, 1)).add(theta.narrow(0, 1, 1));
            return new MeanSquaredError().mean(line, given.narrow(1, 1, 1));
        });
    }

    static GoldenProblem network() throws IOException {
        var network = reference().get("network");
        var inputs = numbers(network.get("inputs"));
        var targets = numbers(network.get("targets"));
        var layout = Layout.builder()
                .add("0.weight", BlockKind.WEIGHT, 7, 5)
                .add("0.bias", BlockKind.BIAS, 7)
                .add("2.weight", BlockKind.WEIGHT, 3, 7)
                .add("2.bias", BlockKind.BIAS, 3)
                .build();
        return new GoldenProblem(layout, row(network.get("start")), theta -> {
            var blocks = layout.split(theta);
            var hidden = matrix(inputs).mm(blocks.get(0).t()).add(blocks.get(1)).tanh();
            return new MeanSquaredError().mean(hidden.mm(blocks.get(2).t()).add(blocks.get(3)), matrix(targets));
        });
    }

    private static double[] row(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static double[][] numbers(JsonNode node) {
        return node.valueStream().map(GoldenProblem::row).toArray(double[][]::new);
    }

    private static Tensor matrix(double[][] rows) {
        var flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return Tensors.of(flat, rows.length, rows[0].length);
    }

    Tensor startingPoint() {
        return Tensors.of(start, start.length);
    }

    @Override
    public Evaluation at(Tensor theta) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta);
            var loss = formula.apply(leaf);
            return new Evaluation(
                    loss.item_double(),
                    Tensors.keep(Autograd.differentiable(loss, leaf).detach()));
        }
    }

    double[] gradient(double... theta) {
        try (var scope = new PointerScope()) {
            return Tensors.toDoubles(at(Tensors.of(theta, theta.length)).gradient());
        }
    }

    @Override
    public long samples() {
        return SAMPLES;
    }

    double[] sampledGradient(double... theta) {
        var gradient = gradient(theta);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= 1 + 0.5 * Math.sin(i + 1.0);
        }
        return gradient;
    }

    @Override
    public Tensor sampledGradient(Tensor theta, long seed) {
        return Tensors.of(sampledGradient(Tensors.toDoubles(theta)), start.length);
    }

    double[] hessianProduct(double[] theta, double[] vector) {
        try (var scope = new PointerScope()) {
            return Tensors.toDoubles(product(Tensors.of(theta, theta.length), Tensors.of(vector, vector.length)));
        }
    }

    @Override
    public Tensor hessianProduct(Tensor theta, Tensor vector) {
        drawnVectors.add(Tensors.toDoubles(vector));
        return product(theta, vector);
    }

    private Tensor product(Tensor theta, Tensor vector) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta);
            return Tensors.keep(Autograd.product(Autograd.differentiable(formula.apply(leaf), leaf), leaf, vector));
        }
    }
}
