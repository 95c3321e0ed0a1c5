package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Averaged gradient descent (Polyak, Juditsky 1992), as {@code torch.optim.ASGD}: g ← g + λθ; θ ← (1 − Ληₜ)θ − ηₜg with
 * ηₜ₊₁ = η/(1 + Ληt)^α and η₁ = η. As in torch, the average of the parameters after step t₀, {@code ax}, is in the state
 * only; what is evaluated and kept is θ.
 *
 * @param learningRate η, at least 0
 * @param decayTerm Λ, {@code lambd}, at least 0
 * @param power α, {@code alpha}, at least 0
 * @param averagingStart t₀, {@code t0}: steps after which averaging starts, at least 0
 * @param weightDecay λ, at least 0, coupled
 * @param maximize climbs instead
 */
public record Asgd(
        double learningRate,
        double decayTerm,
        double power,
        double averagingStart,
        double weightDecay,
        boolean maximize)
        implements OptimizerSettings {
    private static final Asgd DEFAULTS = new Asgd(1e-2, 1e-4, 0.75, 1e6, 0, false);

    public Asgd {
        Specification.atLeast(0, "asgd lr", learningRate);
        Specification.atLeast(0, "asgd lambd", decayTerm);
        Specification.atLeast(0, "asgd alpha", power);
        Specification.atLeast(0, "asgd t0", averagingStart);
        Specification.atLeast(0, "asgd weight_decay", weightDecay);
    }

    static Asgd of(Specification given) {
        given.allow("lr", "lambd", "alpha", "t0", "weight_decay", "maximize");
        return new Asgd(
                given.number("lr", DEFAULTS.learningRate),
                given.number("lambd", DEFAULTS.decayTerm),
                given.number("alpha", DEFAULTS.power),
                given.number("t0", DEFAULTS.averagingStart),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.flag("maximize", false));
    }

    @Override
    public String text() {
        return new SpecificationText("asgd")
                .add("lr", learningRate)
                .add("lambd", decayTerm, DEFAULTS.decayTerm)
                .add("alpha", power, DEFAULTS.power)
                .add("t0", averagingStart, DEFAULTS.averagingStart)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().maximize(maximize).decay(weightDecay, false).chain(new Averaging(theta));
    }

    /** The move and its average; remembers {@code ax}, {@code eta} and {@code mu}. */
    private final class Averaging implements Move {
        private static final String AVERAGE = "ax";
        private static final String RATE = "eta";
        private static final String SHARE = "mu";

        private final Memory memory;

        Averaging(Tensor theta) {
            this.memory = new Memory(theta, AVERAGE).withNumber(RATE, 0).withNumber(SHARE, 1);
        }

        @Override
        public void apply(Tensor update, Step step) {
            double rate = step.number() == 1 ? step.learningRate() : memory.number(RATE);
            var theta = step.theta();
            theta.mul_(new Scalar(1 - decayTerm * rate)).sub_(update, new Scalar(rate));
            double share = memory.number(SHARE);
            var average = memory.tensor(AVERAGE);
            if (share == 1) {
                average.copy_(theta);
            } else {
                average.lerp_(theta, new Scalar(share));
            }
            memory.set(
                    RATE, step.learningRate() / Math.pow(1 + decayTerm * step.learningRate() * step.number(), power));
            memory.set(SHARE, 1 / Math.max(1, step.number() - averagingStart));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
