package dev.orograph.monitor;

import dev.orograph.network.Binding;
import dev.orograph.network.Relu;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Share of the units of every ReLU layer, in percent, that are zero for the whole batch; a unit of a convolution is a
 * channel, dead where it is zero at all places as well.
 */
final class DeadUnits implements ActivationProbe {
    static final String NAME = "dead_units";

    private final ActivationLayers layers;
    private final Map<String, Double> found = new LinkedHashMap<>();

    DeadUnits(ActivationLayers layers) {
        this.layers = layers;
    }

    @Override
    public void observe(Binding binding, Tensor output) {
        if (binding.operation() instanceof Relu && output.dim() >= 2) {
            layers.name(binding).ifPresent(name -> found.put(name, percent(output)));
        }
    }

    /**
     * The share of dead units.
     *
     * @param output [batch, units, …]
     */
    static double percent(Tensor output) {
        try (var scope = new PointerScope()) {
            long units = output.size(1);
            var alive =
                    output.ne(new Scalar(0)).transpose(0, 1).reshape(units, -1).any(1, false);
            return 100.0 * (units - alive.sum().item_long()) / units;
        }
    }

    @Override
    public void measure(StepView step, Findings findings) {
        found.forEach((name, share) -> findings.put(NAME + "/" + name, share));
        found.clear();
    }
}
