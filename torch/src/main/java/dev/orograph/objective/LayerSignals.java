package dev.orograph.objective;

import dev.orograph.data.DataSet;
import dev.orograph.measurement.Histogram;
import dev.orograph.network.Activation;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Binding;
import dev.orograph.network.Convolution;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.network.Linear;
import dev.orograph.network.Mode;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Looks into a network that has not been trained yet. */
public final class LayerSignals {
    private final int bins;
    private final List<Binding> layers = new ArrayList<>();
    private final List<Histogram> outputs = new ArrayList<>();
    private final List<Histogram> activations = new ArrayList<>();
    private boolean isBehindLayer;

    private LayerSignals(int bins) {
        this.bins = bins;
    }

    /**
     * Draws a start and passes a whole data set through it once, forward and back, with batch statistics and without
     * dropout.
     *
     * @param batch one batch, borrowed
     * @param bins of each histogram, from the smallest to the largest number
     * @return one per affine or convolutional layer, in the order they run
     */
    public static List<LayerSignal> of(
            ArchitectureModel model, InitializationRecipe start, long seed, DataSet batch, Loss loss, int bins) {
        try (var scope = new PointerScope();
                var state = model.initialState()) {
            var theta = start.initialTheta(model, seed, batch.inputs()).requires_grad_(true);
            var signals = new LayerSignals(bins);
            var output = model.forward(theta, state, batch.inputs(), Mode.BATCH_STATISTICS, signals::observe);
            var mean = loss.mean(output, batch.targets());
            var gradient =
                    torch.grad(new TensorVector(mean), new TensorVector(theta)).get(0);
            return signals.collect(model, theta, gradient);
        }
    }

    private void observe(Binding binding, Tensor output) {
        if (binding.operation() instanceof Linear || binding.operation() instanceof Convolution) {
            layers.add(binding);
            outputs.add(histogram(output));
            activations.add(outputs.get(outputs.size() - 1));
            isBehindLayer = true;
        } else if (binding.operation() instanceof Activation && isBehindLayer) {
            activations.set(activations.size() - 1, histogram(output));
            isBehindLayer = false;
        }
    }

    private List<LayerSignal> collect(ArchitectureModel model, Tensor theta, Tensor gradient) {
        var signals = new ArrayList<LayerSignal>();
        for (int i = 0; i < layers.size(); i++) {
            var block = model.layout().blocks().get(layers.get(i).blocks().get(0));
            signals.add(new LayerSignal(
                    layers.get(i).name(),
                    histogram(model.layout().view(theta, block)),
                    histogram(model.layout().view(gradient, block)),
                    outputs.get(i),
                    activations.get(i)));
        }
        return signals;
    }

    private Histogram histogram(Tensor numbers) {
        return Histogram.of(Tensors.toDoubles(numbers), bins);
    }
}
