package dev.orograph.monitor;

import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** ‖θ − θ₀‖ after the step, θ₀ being the parameters before the first of all. */
final class DistanceFromStart implements Probe {
    private final Tensor origin;

    DistanceFromStart(MonitoredTraining training) {
        try (var scope = new PointerScope()) {
            this.origin =
                    Tensors.own(training.model().layout().fromArrays(training.start(), Precision.of(training.theta())));
        }
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        findings.put("distance", step.end().sub(origin).norm().item_double());
    }

    @Override
    public void close() {
        origin.close();
    }
}
