package dev.orograph.monitor;

import dev.orograph.curvature.Extreme;
import dev.orograph.curvature.Lanczos;
import dev.orograph.curvature.Preconditioned;
import dev.orograph.curvature.SymmetricOperator;
import dev.orograph.optimize.MomentFile;
import dev.orograph.progress.Listener;
import dev.orograph.spectrum.Eigenvalue;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;

/**
 * Largest eigenvalue of the Hessian after the step, on a fixed choice of training samples; for Adam also that of the
 * preconditioned Hessian, and the threshold above which steps grow. By Lanczos' process with few products: the residual is
 * recorded beside it.
 */
final class LargestEigenvalue implements Probe {
    static final String NAME = "lambda_max";
    static final String PRECONDITIONED = "preconditioned_lambda_max";
    static final String THRESHOLD = "stability_threshold";

    private static final int MOST_PRODUCTS = 15;
    private static final double TOLERANCE = 1e-2;

    private final CurvatureSamples samples;

    LargestEigenvalue(CurvatureSamples samples) {
        this.samples = samples;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        var threshold = step.training().thresholds().apply(step.rate());
        boolean isKnown = samples.examine(step.end(), operator -> {
            put(findings, NAME, largest(operator));
            if (threshold.isPresent() && threshold.get().isPreconditioned()) {
                preconditioned(operator, step.training())
                        .ifPresent(seen -> put(findings, PRECONDITIONED, largest(seen)));
            }
        });
        if (!isKnown) {
            findings.put(NAME, Double.NaN);
        }
        threshold.ifPresent(known -> findings.put(THRESHOLD, known.value()));
    }

    private static void put(Findings findings, String name, Eigenvalue found) {
        findings.put(name, found.value());
        findings.put(name + "_residual", found.residual());
    }

    private static Eigenvalue largest(SymmetricOperator operator) {
        try (var pairs = Lanczos.top(1)
                .withEnd(Extreme.LARGEST)
                .withTolerance(TOLERANCE)
                .withMostProducts(MOST_PRODUCTS)
                .solve(operator, Listener.NONE)) {
            return pairs.values().get(0);
        }
    }

    /** D^(−½)HD^(−½), with D = √v̂ + ε of the step that was made; empty while all second moments are zero. */
    private static Optional<SymmetricOperator> preconditioned(SymmetricOperator operator, MonitoredTraining training) {
        try {
            var denominator = MomentFile.of(training.optimizerState().get(), operator.size(), operator.precision())
                    .denominator();
            return Optional.of(new Preconditioned(operator, denominator.pow(new Scalar(-0.5))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
