package dev.orograph.monitor;

import dev.orograph.network.ActivationObserver;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Mode;
import dev.orograph.optimize.Evaluation;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One step of a training as probes see it: where it began, where it ended, and what drove it. Its tensors belong to the
 * scope of the step and are not to be changed. What several probes ask for is computed once.
 */
final class StepView {
    private final MonitoredTraining training;
    private final StepFacts facts;
    private final Copies copies;
    private @Nullable Tensor update;
    private @Nullable Evaluation after;
    private @Nullable GradientParts parts;

    StepView(MonitoredTraining training, StepFacts facts, Copies copies) {
        this.training = training;
        this.facts = facts;
        this.copies = copies;
    }

    /**
     * What was copied before the step, as far as a probe needs it.
     *
     * @param start θ
     * @param gradient before clipping
     */
    record Copies(@Nullable Tensor start, @Nullable Tensor gradient) {
        static final Copies NONE = new Copies(null, null);
    }

    MonitoredTraining training() {
        return training;
    }

    StepFacts facts() {
        return facts;
    }

    double rate() {
        return facts.rate();
    }

    double loss() {
        return facts.loss();
    }

    OptionalDouble accuracy() {
        return facts.accuracy();
    }

    double gradientNorm() {
        return facts.gradientNorm();
    }

    /** θ before the step, [parameters]; for probes that {@linkplain Probe.Need#START need} it. */
    Tensor start() {
        return require(copies.start, Probe.Need.START);
    }

    /** θ after the step, [parameters]. */
    Tensor end() {
        return training.theta();
    }

    /** The gradient at the start, [parameters]; for probes that {@linkplain Probe.Need#GRADIENT need} it. */
    Tensor gradient() {
        return require(copies.gradient, Probe.Need.GRADIENT);
    }

    private static Tensor require(@Nullable Tensor copy, Probe.Need need) {
        if (copy == null) {
            throw new IllegalStateException("a probe did not say that it needs " + need);
        }
        return copy;
    }

    /** End minus start, [parameters]; needs the start. */
    Tensor update() {
        var known = update;
        if (known == null) {
            known = end().sub(start());
            update = known;
        }
        return known;
    }

    /** Loss and gradient of the same batch after the step. */
    Evaluation after() {
        var known = after;
        if (known == null) {
            known = training.gradient().at(end(), facts.inputs(), facts.targets(), facts.maskStep());
            after = known;
        }
        return known;
    }

    /** What the gradients of parts of the batch tell; needs the start and the gradient. */
    GradientParts parts() {
        var known = parts;
        if (known == null) {
            known = GradientParts.of(this);
            parts = known;
        }
        return known;
    }

    /** Shows an observer every layer's output for the batch in training mode, at the start of the step. */
    void observe(Tensor theta, ActivationObserver observer) {
        if (!(training.model() instanceof ArchitectureModel network)) {
            return;
        }
        try (var scope = new PointerScope();
                var guard = new NoGradGuard();
                var untouched = training.state().copy()) {
            var type = training.precision().scalarType();
            network.forward(
                    theta.to(type),
                    untouched,
                    facts.inputs().to(type),
                    Mode.training(training.dropoutSeed(), facts.maskStep()),
                    observer);
        }
    }
}
