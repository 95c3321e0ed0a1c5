package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Steps divided by the root of the mean square of recent gradients (Hinton's lecture 6e), as {@code torch.optim.RMSprop}:
 * g ← g + λθ; v ← αv + (1 − α)g²; u = g/(√v + ε), or g/(√(v − m²) + ε) with the mean m of gradients if centred; buf ←
 * μ·buf + u; θ ← θ − η·buf.
 *
 * @param learningRate η, at least 0
 * @param alpha α, at least 0
 * @param epsilon ε, at least 0
 * @param weightDecay λ, at least 0, coupled
 * @param momentum μ, at least 0
 * @param centered divides by the deviation instead of the root mean square
 * @param maximize climbs instead
 */
public record RmsProp(
        double learningRate,
        double alpha,
        double epsilon,
        double weightDecay,
        double momentum,
        boolean centered,
        boolean maximize)
        implements OptimizerSettings {
    private static final RmsProp DEFAULTS = new RmsProp(1e-2, 0.99, 1e-8, 0, 0, false, false);

    public RmsProp {
        Specification.atLeast(0, "rmsprop lr", learningRate);
        Specification.atLeast(0, "rmsprop alpha", alpha);
        Specification.atLeast(0, "rmsprop eps", epsilon);
        Specification.atLeast(0, "rmsprop weight_decay", weightDecay);
        Specification.atLeast(0, "rmsprop momentum", momentum);
    }

    static RmsProp of(Specification given) {
        given.allow("lr", "alpha", "eps", "weight_decay", "momentum", "centered", "maximize");
        return new RmsProp(
                given.number("lr", DEFAULTS.learningRate),
                given.number("alpha", DEFAULTS.alpha),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.number("momentum", DEFAULTS.momentum),
                given.flag("centered", false),
                given.flag("maximize", false));
    }

    @Override
    public String text() {
        return new SpecificationText("rmsprop")
                .add("lr", learningRate)
                .add("alpha", alpha, DEFAULTS.alpha)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("momentum", momentum, DEFAULTS.momentum)
                .add("centered", centered)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        var links = new Links().maximize(maximize).decay(weightDecay, false).add(new Scaling(theta));
        if (momentum != 0) {
            links.add(new Momentum(momentum, 0, false, theta));
        }
        return links.chain();
    }

    /** g/(√v + ε); remembers {@code square_avg} and, if centred, {@code grad_avg}. */
    private final class Scaling implements Transform {
        private static final String SQUARE = "square_avg";
        private static final String MEAN = "grad_avg";

        private final Memory memory;

        Scaling(Tensor theta) {
            this.memory = centered ? new Memory(theta, SQUARE, MEAN) : new Memory(theta, SQUARE);
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            var square = memory.tensor(SQUARE).mul_(new Scalar(alpha)).addcmul_(update, update, new Scalar(1 - alpha));
            var root = centered ? deviation(square, update) : square.sqrt();
            return update.div_(root.add_(new Scalar(epsilon)));
        }

        private Tensor deviation(Tensor square, Tensor update) {
            var mean = memory.tensor(MEAN).lerp_(update, new Scalar(1 - alpha));
            return square.addcmul(mean, mean, new Scalar(-1)).sqrt_();
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
