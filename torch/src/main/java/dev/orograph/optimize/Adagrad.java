package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Steps divided by the root of all squared gradients so far (Duchi, Hazan, Singer 2011), as {@code torch.optim.Adagrad}:
 * g ← g + λθ; s ← s + g²; θ ← θ − η/(1 + (t − 1)·δ) · g/(√s + ε).
 *
 * @param learningRate η, at least 0
 * @param learningRateDecay δ, at least 0
 * @param weightDecay λ, at least 0, coupled
 * @param initialAccumulator s before the first step, at least 0
 * @param epsilon ε, at least 0
 * @param maximize climbs instead
 */
public record Adagrad(
        double learningRate,
        double learningRateDecay,
        double weightDecay,
        double initialAccumulator,
        double epsilon,
        boolean maximize)
        implements OptimizerSettings {
    private static final Adagrad DEFAULTS = new Adagrad(1e-2, 0, 0, 0, 1e-10, false);

    public Adagrad {
        Specification.atLeast(0, "adagrad lr", learningRate);
        Specification.atLeast(0, "adagrad lr_decay", learningRateDecay);
        Specification.atLeast(0, "adagrad weight_decay", weightDecay);
        Specification.atLeast(0, "adagrad initial_accumulator_value", initialAccumulator);
        Specification.atLeast(0, "adagrad eps", epsilon);
    }

    static Adagrad of(Specification given) {
        given.allow("lr", "lr_decay", "weight_decay", "initial_accumulator_value", "eps", "maximize");
        return new Adagrad(
                given.number("lr", DEFAULTS.learningRate),
                given.number("lr_decay", DEFAULTS.learningRateDecay),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.number("initial_accumulator_value", DEFAULTS.initialAccumulator),
                given.number("eps", DEFAULTS.epsilon),
                given.flag("maximize", false));
    }

    @Override
    public String text() {
        return new SpecificationText("adagrad")
                .add("lr", learningRate)
                .add("lr_decay", learningRateDecay, DEFAULTS.learningRateDecay)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("initial_accumulator_value", initialAccumulator, DEFAULTS.initialAccumulator)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links()
                .maximize(maximize)
                .decay(weightDecay, false)
                .add(new Accumulation(theta))
                .chain();
    }

    /** g/(√s + ε)/(1 + (t − 1)·δ); remembers {@code sum}. */
    private final class Accumulation implements Transform {
        private static final String SUM = "sum";

        private final Memory memory;

        Accumulation(Tensor theta) {
            this.memory = new Memory(theta, SUM);
            memory.tensor(SUM).fill_(new Scalar(initialAccumulator));
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            var sum = memory.tensor(SUM).addcmul_(update, update);
            update.div_(sum.sqrt().add_(new Scalar(epsilon)));
            return learningRateDecay == 0
                    ? update
                    : update.div_(new Scalar(1 + (step.number() - 1) * learningRateDecay));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
