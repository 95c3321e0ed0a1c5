package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Resilient steps, which go by the signs of gradients alone (Riedmiller, Braun 1993), as {@code torch.optim.Rprop}: the
 * step size δ of an element, η at first, grows by η⁺ where the gradient keeps its sign and shrinks by η⁻ where it turns,
 * there without a step; θ ← θ − δ·sign(g). The learning rate counts at the first step only, so that a schedule changes
 * nothing later. For full batches.
 *
 * @param learningRate η, at least 0
 * @param shrink η⁻, {@code etaminus}, between 0 and 1
 * @param growth η⁺, {@code etaplus}, above 1
 * @param smallest δ, {@code step_min}, at least 0
 * @param largest δ, {@code step_max}, at least the smallest
 * @param maximize climbs instead
 */
public record Rprop(
        double learningRate, double shrink, double growth, double smallest, double largest, boolean maximize)
        implements OptimizerSettings {
    private static final Rprop DEFAULTS = new Rprop(1e-2, 0.5, 1.2, 1e-6, 50, false);

    public Rprop {
        Specification.atLeast(0, "rprop lr", learningRate);
        if (!(shrink > 0 && shrink < 1)) {
            throw new IllegalArgumentException("rprop etaminus " + shrink + " must lie between 0 and 1");
        }
        if (!(growth > 1) || Double.isInfinite(growth)) {
            throw new IllegalArgumentException("rprop etaplus " + growth + " must be a number above 1");
        }
        Specification.atLeast(0, "rprop step_min", smallest);
        Specification.atLeast(smallest, "rprop step_max", largest);
    }

    static Rprop of(Specification given) {
        given.allow("lr", "etaminus", "etaplus", "step_min", "step_max", "maximize");
        return new Rprop(
                given.number("lr", DEFAULTS.learningRate),
                given.number("etaminus", DEFAULTS.shrink),
                given.number("etaplus", DEFAULTS.growth),
                given.number("step_min", DEFAULTS.smallest),
                given.number("step_max", DEFAULTS.largest),
                given.flag("maximize", false));
    }

    @Override
    public String text() {
        return new SpecificationText("rprop")
                .add("lr", learningRate)
                .add("etaminus", shrink, DEFAULTS.shrink)
                .add("etaplus", growth, DEFAULTS.growth)
                .add("step_min", smallest, DEFAULTS.smallest)
                .add("step_max", largest, DEFAULTS.largest)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().maximize(maximize).chain(new Resilience(theta));
    }

    /** θ − δ·sign(g); remembers {@code prev} and {@code step_size}. */
    private final class Resilience implements Move {
        private static final String PREVIOUS = "prev";
        private static final String SIZE = "step_size";

        private final Memory memory;

        Resilience(Tensor theta) {
            this.memory = new Memory(theta, PREVIOUS, SIZE);
        }

        @Override
        public void apply(Tensor update, Step step) {
            var previous = memory.tensor(PREVIOUS);
            var size = memory.tensor(SIZE);
            if (step.number() == 1) {
                size.fill_(new Scalar(step.learningRate()));
            }
            var agreement = update.mul(previous);
            var turned = agreement.lt(new Scalar(0));
            size.copy_(torch.where(agreement.gt(new Scalar(0)), size.mul(new Scalar(growth)), size))
                    .copy_(torch.where(turned, size.mul(new Scalar(shrink)), size))
                    .clamp_(new ScalarOptional(new Scalar(smallest)), new ScalarOptional(new Scalar(largest)));
            update.masked_fill_(turned, new Scalar(0));
            previous.copy_(update);
            step.theta().addcmul_(update.sign_(), size, new Scalar(-1));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
