package dev.orograph.monitor;

import dev.orograph.curvature.Hutchinson;
import dev.orograph.progress.Listener;
import dev.orograph.spectrum.Estimate;
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
        // other vectors at every step, so that errors of several steps average out
        var hutchinson = Hutchinson.of(VECTORS, step.facts().steps());
        boolean isKnown = samples.examine(
                step.end(),
                operator -> hutchinson
                        .estimate(operator, List.of(), Listener.NONE)
                        .ifPresent(estimate -> put(estimate.trace(), findings)));
        if (!isKnown) {
            findings.put("trace", Double.NaN);
        }
    }

    private static void put(Estimate trace, Findings findings) {
        findings.put("trace", trace.value());
        findings.put("trace_error", trace.standardError());
    }
}
