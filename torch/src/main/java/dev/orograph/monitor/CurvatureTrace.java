package dev.orograph.monitor;

import dev.orograph.curvature.Hutchinson;
import dev.orograph.progress.Listener;
import java.util.List;
import java.util.Set;

/** Trace of the Hessian after the step, on a fixed choice of training samples, with its standard error. */
final class CurvatureTrace implements Probe {
    private static final int VECTORS = 10;

    private final CurvatureSamples samples;

    CurvatureTrace(CurvatureSamples samples) {
        this.samples = samples;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        try (var operator = samples.hessian(step.end())) {
            // other vectors at every step, so that errors of several steps average out
            Hutchinson.of(VECTORS, step.facts().steps())
                    .estimate(operator, List.of(), Listener.NONE)
                    .ifPresent(estimate -> {
                        findings.put("trace", estimate.trace().value());
                        findings.put("trace_error", estimate.trace().standardError());
                    });
        }
    }
}
