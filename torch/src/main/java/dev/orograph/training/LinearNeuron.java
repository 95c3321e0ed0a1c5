package dev.orograph.training;

import dev.orograph.data.DataSet;
import dev.orograph.measurement.Series;
import dev.orograph.network.Model;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.FiniteSum;
import dev.orograph.objective.Loss;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;

/** A neuron y = wx + b on samples of one number each: the smallest network whose whole landscape can be seen. */
public final class LinearNeuron implements AutoCloseable {
    /** Where the weight stands in θ. */
    public static final int WEIGHT = 0;

    /** Where the bias stands in θ. */
    public static final int BIAS = 1;

    private final DataSet data;
    private final Model model;

    /**
     * A neuron for some data.
     *
     * @param data borrowed
     * @throws IllegalArgumentException if the samples or their targets are not single numbers
     */
    public LinearNeuron(DataSet data) throws IOException {
        if (data.classes().isPresent() || data.inputShape().elements() != 1 || data.outputs() != 1) {
            throw new IllegalArgumentException(
                    "data set " + data.name() + " is not one number against another; choose toy");
        }
        this.data = data;
        this.model = new ModelRecipe("mlp", Map.of("widths", "")).build(data);
    }

    /** Weight, then bias. */
    public Layout layout() {
        return model.layout();
    }

    /** The mean loss over all samples as a function of (w, b); the caller closes it. */
    public FiniteSum loss(Loss loss) {
        return BlockedLoss.of(model, State.empty(), data, loss);
    }

    /** The samples. */
    public Series samples() {
        try (var scope = new PointerScope()) {
            return Series.of("samples", Tensors.toDoubles(data.inputs()), Tensors.toDoubles(data.targets()));
        }
    }

    /** The weight and bias of least squares: w = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)², b = ȳ − wx̄. */
    public double[] leastSquares() {
        var samples = samples();
        double meanX = IntStream.range(0, samples.size())
                .mapToDouble(samples::x)
                .average()
                .orElse(0);
        double meanY = IntStream.range(0, samples.size())
                .mapToDouble(samples::y)
                .average()
                .orElse(0);
        double product = 0;
        double square = 0;
        for (int i = 0; i < samples.size(); i++) {
            product += (samples.x(i) - meanX) * (samples.y(i) - meanY);
            square += (samples.x(i) - meanX) * (samples.x(i) - meanX);
        }
        double weight = product / square;
        return new double[] {weight, meanY - weight * meanX};
    }

    @Override
    public void close() {
        model.close();
    }
}
