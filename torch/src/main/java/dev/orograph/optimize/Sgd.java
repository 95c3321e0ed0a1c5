package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Tensor;

/**
 * Gradient descent with optional momentum, as {@code torch.optim.SGD}: g ← g + λθ; buf ← μ·buf + (1−τ)g, the first
 * buf being g itself; θ ← θ − η(g + μ·buf) with Nesterov's momentum, otherwise θ − η·buf.
 *
 * @param learningRate η, at least 0
 * @param momentum μ, at least 0
 * @param dampening τ
 * @param weightDecay λ, at least 0, coupled: added to the gradient
 * @param nesterov needs momentum above 0 and no dampening
 * @param maximize climbs instead: the sign of the gradient is flipped before the decay is added
 */
public record Sgd(
        double learningRate, double momentum, double dampening, double weightDecay, boolean nesterov, boolean maximize)
        implements OptimizerSettings {
    public Sgd {
        Specification.atLeast(0, "sgd lr", learningRate);
        Specification.atLeast(0, "sgd momentum", momentum);
        Specification.atLeast(0, "sgd weight_decay", weightDecay);
        if (!Double.isFinite(dampening)) {
            throw new IllegalArgumentException("sgd dampening " + dampening + " must be a number");
        }
        if (nesterov && (momentum <= 0 || dampening != 0)) {
            throw new IllegalArgumentException("sgd nesterov=true needs momentum above 0 and dampening 0");
        }
    }

    /** Plain gradient descent. */
    public static Sgd of(double learningRate) {
        return new Sgd(learningRate, 0, 0, 0, false, false);
    }

    static Sgd of(Specification given) {
        given.allow("lr", "momentum", "dampening", "weight_decay", "nesterov", "maximize");
        return new Sgd(
                given.number("lr", 0.1),
                given.number("momentum", 0),
                given.number("dampening", 0),
                given.number("weight_decay", 0),
                given.flag("nesterov", false),
                given.flag("maximize", false));
    }

    public Sgd withMomentum(double newMomentum) {
        return new Sgd(learningRate, newMomentum, dampening, weightDecay, nesterov, maximize);
    }

    public Sgd withWeightDecay(double newWeightDecay) {
        return new Sgd(learningRate, momentum, dampening, newWeightDecay, nesterov, maximize);
    }

    @Override
    public String text() {
        return new SpecificationText("sgd")
                .add("lr", learningRate)
                .add("momentum", momentum, 0)
                .add("dampening", dampening, 0)
                .add("weight_decay", weightDecay, 0)
                .add("nesterov", nesterov)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        var links = new Links().maximize(maximize).decay(weightDecay, false);
        if (momentum != 0) {
            links.add(new Momentum(momentum, dampening, nesterov, theta));
        }
        return links.chain();
    }
}
