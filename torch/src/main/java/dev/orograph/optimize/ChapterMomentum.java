package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Tensor;

/**
 * Momentum as a running mean: buf ← μ·buf + (1 − μ)g, the first buf being g itself; θ ← θ − η·buf. Textbooks write it so;
 * torch's SGD adds the whole gradient, so that its steps are 1/(1 − μ) times as long.
 *
 * @param learningRate η, at least 0
 * @param momentum μ, in [0, 1)
 * @param weightDecay λ, at least 0, coupled: added to the gradient
 */
public record ChapterMomentum(double learningRate, double momentum, double weightDecay) implements OptimizerSettings {
    private static final ChapterMomentum DEFAULTS = new ChapterMomentum(0.1, 0.9, 0);

    public ChapterMomentum {
        Specification.atLeast(0, "chapter-momentum lr", learningRate);
        Specification.belowOne("chapter-momentum momentum", momentum);
        Specification.atLeast(0, "chapter-momentum weight_decay", weightDecay);
    }

    static ChapterMomentum of(Specification given) {
        given.allow("lr", "momentum", "weight_decay");
        return new ChapterMomentum(
                given.number("lr", DEFAULTS.learningRate),
                given.number("momentum", DEFAULTS.momentum),
                given.number("weight_decay", DEFAULTS.weightDecay));
    }

    @Override
    public String text() {
        return new SpecificationText("chapter-momentum")
                .add("lr", learningRate)
                .add("momentum", momentum, DEFAULTS.momentum)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links()
                .decay(weightDecay, false)
                .add(new Momentum(momentum, momentum, false, theta))
                .chain();
    }
}
