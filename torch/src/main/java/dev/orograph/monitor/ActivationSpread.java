package dev.orograph.monitor;

import dev.orograph.network.Binding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Mean and standard deviation of every layer's outputs over the batch and all units. */
final class ActivationSpread implements ActivationProbe {
    private final ActivationLayers layers;
    private final Map<String, double[]> found = new LinkedHashMap<>();

    ActivationSpread(ActivationLayers layers) {
        this.layers = layers;
    }

    @Override
    public void observe(Binding binding, Tensor output) {
        layers.name(binding).ifPresent(name -> {
            try (var scope = new PointerScope()) {
                var values = output.to(ScalarType.Double);
                double mean = values.mean().item_double();
                found.put(name, new double[] {mean, values.std(false).item_double()});
            }
        });
    }

    @Override
    public void measure(StepView step, Findings findings) {
        found.forEach((name, numbers) -> {
            findings.put("activation_mean/" + name, numbers[0]);
            findings.put("activation_std/" + name, numbers[1]);
        });
        found.clear();
    }
}
