package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Prodigy (arXiv 2306.06101, algorithm 4): Adam whose rate is multiplied by d, which grows to an estimate of the distance
 * between the start and the solution. m ← β₁m + (1 − β₁)dg; v ← β₂v + (1 − β₂)d²g²; r ← √β₂·r + (1 − √β₂)ηd²⟨g, θ₀ − θ⟩; s ←
 * √β₂·s + (1 − √β₂)ηd²g; θ ← (1 − ηdλ)θ − ηd·m/(√v + dε); d ← max(d, r/‖s‖₁), in the next step.
 *
 * @param learningRate η, at least 0; 1, or a schedule that ends at 0
 * @param beta1 of the mean of gradients, in [0, 1)
 * @param beta2 of the mean of squared gradients, in [0, 1)
 * @param epsilon ε, at least 0
 * @param weightDecay λ, at least 0, decoupled
 * @param firstDistance d₀, above 0: well below the true distance
 */
public record Prodigy(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, double firstDistance)
        implements OptimizerSettings {
    private static final Prodigy DEFAULTS = new Prodigy(1, 0.9, 0.999, 1e-8, 0, 1e-6);

    public Prodigy {
        Specification.atLeast(0, "prodigy lr", learningRate);
        Specification.belowOne("prodigy beta1", beta1);
        Specification.belowOne("prodigy beta2", beta2);
        Specification.atLeast(0, "prodigy eps", epsilon);
        Specification.atLeast(0, "prodigy weight_decay", weightDecay);
        if (Specification.atLeast(0, "prodigy d0", firstDistance) == 0) {
            throw new IllegalArgumentException("prodigy d0 0 could never grow; choose a small number such as 1e-6");
        }
    }

    static Prodigy of(Specification given) {
        given.allow("lr", "beta1", "beta2", "eps", "weight_decay", "d0");
        return new Prodigy(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.number("d0", DEFAULTS.firstDistance));
    }

    @Override
    public String text() {
        return new SpecificationText("prodigy")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("d0", firstDistance, DEFAULTS.firstDistance)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().chain(new LearnedDistance(theta));
    }

    /**
     * Remembers {@code exp_avg}, {@code exp_avg_sq}, the start, {@code distance} and, divided by (1 − √β₂)d₀² so that
     * float32 can hold them, r and s.
     */
    private final class LearnedDistance implements Move {
        private static final String MEAN = "exp_avg";
        private static final String SQUARE = "exp_avg_sq";
        private static final String START = "start";
        private static final String SUM = "s";
        private static final String PROGRESS = "r";
        private static final String DISTANCE = "distance";

        private final Memory memory;

        LearnedDistance(Tensor theta) {
            this.memory = new Memory(theta, MEAN, SQUARE, START, SUM)
                    .withNumber(PROGRESS, 0)
                    .withNumber(DISTANCE, firstDistance);
            memory.tensor(START).copy_(theta);
        }

        @Override
        public void apply(Tensor update, Step step) {
            double distance = memory.number(DISTANCE);
            double rate = step.learningRate() * distance;
            learn(update, step, distance);
            var mean = memory.tensor(MEAN).mul_(new Scalar(beta1)).add_(update, new Scalar((1 - beta1) * distance));
            var square = memory.tensor(SQUARE)
                    .mul_(new Scalar(beta2))
                    .addcmul_(update, update, new Scalar((1 - beta2) * distance * distance));
            var denominator = square.sqrt().add_(new Scalar(distance * epsilon));
            step.theta().mul_(new Scalar(1 - rate * weightDecay)).addcdiv_(mean, denominator, new Scalar(-rate));
        }

        private void learn(Tensor gradient, Step step, double distance) {
            double relative = distance / firstDistance;
            double weight = step.learningRate() * relative * relative;
            double fading = Math.sqrt(beta2);
            var travelled = memory.tensor(START).sub(step.theta());
            double gain = gradient.mul(travelled)
                    .sum(new ScalarTypeOptional(ScalarType.Double))
                    .item_double();
            double progress = fading * memory.number(PROGRESS) + weight * gain;
            var sum = memory.tensor(SUM).mul_(new Scalar(fading)).add_(gradient, new Scalar(weight));
            double size =
                    sum.abs().sum(new ScalarTypeOptional(ScalarType.Double)).item_double();
            memory.set(PROGRESS, progress);
            if (size > 0) {
                memory.set(DISTANCE, Math.max(distance, progress / size));
            }
        }

        /** {@code distance}: d, by which the rate will be multiplied. */
        @Override
        public Map<String, Double> figures() {
            return Map.of(DISTANCE, memory.number(DISTANCE));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
