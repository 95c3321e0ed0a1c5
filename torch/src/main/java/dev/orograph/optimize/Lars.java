package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * LARS (arXiv 1708.03888): per block of parameters a local rate κ‖w‖/(‖g‖ + λ‖w‖), and v ← μv + η·(local rate)·(g + λw),
 * w ← w − v. The local rate is 1 where ‖w‖ or the divisor is 0; it applies without weight decay too.
 *
 * @param learningRate η, at least 0; of the order of 1 to 10, since κ is small
 * @param momentum μ, in [0, 1)
 * @param weightDecay λ, at least 0
 * @param trust κ, above 0
 */
public record Lars(double learningRate, double momentum, double weightDecay, double trust)
        implements OptimizerSettings {
    private static final Lars DEFAULTS = new Lars(1, 0.9, 0, 0.001);

    public Lars {
        Specification.atLeast(0, "lars lr", learningRate);
        Specification.belowOne("lars momentum", momentum);
        Specification.atLeast(0, "lars weight_decay", weightDecay);
        if (Specification.atLeast(0, "lars trust", trust) == 0) {
            throw new IllegalArgumentException("lars trust 0 would never move; choose a number such as 0.001");
        }
    }

    static Lars of(Specification given) {
        given.allow("lr", "momentum", "weight_decay", "trust");
        return new Lars(
                given.number("lr", DEFAULTS.learningRate),
                given.number("momentum", DEFAULTS.momentum),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.number("trust", DEFAULTS.trust));
    }

    @Override
    public String text() {
        return new SpecificationText("lars")
                .add("lr", learningRate)
                .add("momentum", momentum, DEFAULTS.momentum)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("trust", trust, DEFAULTS.trust)
                .toString();
    }

    /** The rate is inside the momentum, as in the paper: what a high rate has built up goes on when the rate falls. */
    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links()
                .add((update, step) -> localRates(layout, update, step))
                .add(new Momentum(momentum, 0, false, theta))
                .chain((update, step) -> step.theta().sub_(update));
    }

    private Tensor localRates(Layout layout, Tensor update, Step step) {
        try (var scope = new PointerScope()) {
            var weights = layout.split(step.theta());
            var gradients = layout.split(update);
            for (int i = 0; i < weights.size(); i++) {
                double rate = localRate(weights.get(i), gradients.get(i));
                gradients
                        .get(i)
                        .add_(weights.get(i), new Scalar(weightDecay))
                        .mul_(new Scalar(step.learningRate() * rate));
            }
        }
        return update;
    }

    private double localRate(Tensor weights, Tensor gradient) {
        double weightNorm = BlockRatio.norm(weights);
        double divisor = BlockRatio.norm(gradient) + weightDecay * weightNorm;
        return weightNorm == 0 || divisor == 0 ? 1 : trust * BlockRatio.of(weightNorm, divisor);
    }
}
