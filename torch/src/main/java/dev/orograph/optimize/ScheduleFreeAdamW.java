package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Schedule-free AdamW (arXiv 2405.15682): gradients are taken at y = (1 − β₁)z + β₁x; z ← z − η·g(y)/(√v̂ + ε) − ηλy; x ← (1 −
 * c)x + cz with c = η²/(sum of all η² so far). The parameters that move are y; those to evaluate, to keep and to map are x.
 * Batch-norm statistics of the training are those of y: they should be estimated anew at x.
 *
 * @param learningRate η, at least 0; needs no schedule but a warm-up
 * @param beta1 share of the average in y, in [0, 1)
 * @param beta2 of the mean of squared gradients, in [0, 1)
 * @param epsilon added to the denominator, at least 0
 * @param weightDecay λ, at least 0, decoupled
 */
public record ScheduleFreeAdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements OptimizerSettings {
    private static final ScheduleFreeAdamW DEFAULTS = new ScheduleFreeAdamW(0.0025, 0.9, 0.999, 1e-8, 0);

    public ScheduleFreeAdamW {
        Specification.atLeast(0, "schedule-free-adamw lr", learningRate);
        Specification.belowOne("schedule-free-adamw beta1", beta1);
        Specification.belowOne("schedule-free-adamw beta2", beta2);
        Specification.atLeast(0, "schedule-free-adamw eps", epsilon);
        Specification.atLeast(0, "schedule-free-adamw weight_decay", weightDecay);
    }

    static ScheduleFreeAdamW of(Specification given) {
        given.allow("lr", "beta1", "beta2", "eps", "weight_decay");
        return new ScheduleFreeAdamW(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay));
    }

    @Override
    public String text() {
        return new SpecificationText("schedule-free-adamw")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().chain(new Averaging(theta));
    }

    /** Remembers {@code z}, {@code x}, {@code exp_avg_sq} and {@code weight_sum}, the sum of squared rates. */
    private final class Averaging implements Move {
        private static final String FAST = "z";
        private static final String AVERAGE = "x";
        private static final String SQUARE = "exp_avg_sq";
        private static final String WEIGHT = "weight_sum";

        private final Memory memory;

        Averaging(Tensor theta) {
            this.memory = new Memory(theta, FAST, AVERAGE, SQUARE).withNumber(WEIGHT, 0);
            memory.tensor(FAST).copy_(theta);
            memory.tensor(AVERAGE).copy_(theta);
        }

        @Override
        public void apply(Tensor update, Step step) {
            var square = memory.tensor(SQUARE).mul_(new Scalar(beta2)).addcmul_(update, update, new Scalar(1 - beta2));
            var denominator = square.div(new Scalar(1 - Math.pow(beta2, (double) step.number())))
                    .sqrt_()
                    .add_(new Scalar(epsilon));
            var direction = update.div_(denominator).add_(step.theta(), new Scalar(weightDecay));
            var fast = memory.tensor(FAST).sub_(direction, new Scalar(step.learningRate()));
            var average = memory.tensor(AVERAGE).lerp_(fast, new Scalar(share(step.learningRate())));
            step.theta().copy_(fast).lerp_(average, new Scalar(beta1));
        }

        /** c; 0 as long as all rates were 0. */
        private double share(double rate) {
            double weight = rate * rate;
            double sum = memory.number(WEIGHT) + weight;
            memory.set(WEIGHT, sum);
            return sum == 0 ? 0 : weight / sum;
        }

        @Override
        public Tensor evaluated(Tensor theta) {
            return memory.tensor(AVERAGE).detach();
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
