package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Steps in the units of the parameters (arXiv 1212.5701), as {@code torch.optim.Adadelta}: g ← g + λθ; v ← ρv + (1 − ρ)g²;
 * Δ = √(a + ε)/√(v + ε)·g; a ← ρa + (1 − ρ)Δ²; θ ← θ − ηΔ.
 *
 * @param learningRate η, at least 0
 * @param rho ρ, in [0, 1]
 * @param epsilon ε, at least 0
 * @param weightDecay λ, at least 0, coupled
 * @param maximize climbs instead
 */
public record Adadelta(double learningRate, double rho, double epsilon, double weightDecay, boolean maximize)
        implements OptimizerSettings {
    private static final Adadelta DEFAULTS = new Adadelta(1, 0.9, 1e-6, 0, false);

    public Adadelta {
        Specification.atLeast(0, "adadelta lr", learningRate);
        if (!(rho >= 0 && rho <= 1)) {
            throw new IllegalArgumentException("adadelta rho " + rho + " must be between 0 and 1");
        }
        Specification.atLeast(0, "adadelta eps", epsilon);
        Specification.atLeast(0, "adadelta weight_decay", weightDecay);
    }

    static Adadelta of(Specification given) {
        given.allow("lr", "rho", "eps", "weight_decay", "maximize");
        return new Adadelta(
                given.number("lr", DEFAULTS.learningRate),
                given.number("rho", DEFAULTS.rho),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.flag("maximize", false));
    }

    @Override
    public String text() {
        return new SpecificationText("adadelta")
                .add("lr", learningRate)
                .add("rho", rho, DEFAULTS.rho)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links()
                .maximize(maximize)
                .decay(weightDecay, false)
                .add(new Change(theta))
                .chain();
    }

    /** Δ; remembers {@code square_avg} and {@code acc_delta}. */
    private final class Change implements Transform {
        private static final String SQUARE = "square_avg";
        private static final String CHANGE = "acc_delta";

        private final Memory memory;

        Change(Tensor theta) {
            this.memory = new Memory(theta, SQUARE, CHANGE);
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            var square = average(SQUARE, update);
            var ratio = memory.tensor(CHANGE).add(new Scalar(epsilon)).sqrt_();
            ratio.div_(square.add(new Scalar(epsilon)).sqrt_());
            average(CHANGE, update.mul_(ratio));
            return update;
        }

        /** The running mean of squares with one more. */
        private Tensor average(String name, Tensor value) {
            return memory.tensor(name).mul_(new Scalar(rho)).addcmul_(value, value, new Scalar(1 - rho));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
