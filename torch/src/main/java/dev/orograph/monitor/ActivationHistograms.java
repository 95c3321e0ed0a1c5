package dev.orograph.monitor;

import dev.orograph.measurement.Histogram;
import dev.orograph.network.Binding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** How the outputs of every layer are distributed over the batch and all units. */
final class ActivationHistograms implements ActivationProbe {
    private final ActivationLayers layers;
    private final Map<String, Histogram> found = new LinkedHashMap<>();

    ActivationHistograms(ActivationLayers layers) {
        this.layers = layers;
    }

    @Override
    public void observe(Binding binding, Tensor output) {
        layers.name(binding).ifPresent(name -> found.put(name, Histograms.of(output)));
    }

    @Override
    public void measure(StepView step, Findings findings) {
        found.forEach((name, histogram) -> findings.put("activations/" + name, histogram));
        found.clear();
    }
}
