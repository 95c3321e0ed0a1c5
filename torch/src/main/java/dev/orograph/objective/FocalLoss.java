package dev.orograph.objective;

import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross-entropy with less weight on what is right already (arXiv 1708.02002): −α(1 − p)ᵞ·ln p, p being the softmax
 * probability of the label. A mean is over samples, whatever their α.
 *
 * @param gamma γ, at least 0; with 0 it is α times the cross-entropy
 * @param alpha α: one for all classes, one for each, or none for 1; at least 0
 */
public record FocalLoss(double gamma, List<Double> alpha) implements Loss {
    /** Least 1 − p whose powers are taken: those below, which only rounding tells from 0, would have infinite slopes. */
    private static final double LEAST = 1e-16;

    public FocalLoss {
        alpha = List.copyOf(alpha);
        if (!(gamma >= 0) || Double.isInfinite(gamma)) {
            throw new IllegalArgumentException("focal gamma " + gamma + " must be a number of at least 0");
        }
        for (double weight : alpha) {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("focal alpha " + weight + " must be a number of at least 0");
            }
        }
    }

    /** The paper's γ = 2, without α. */
    static FocalLoss of(LossText given) {
        given.allow("gamma", "alpha");
        return new FocalLoss(given.number("gamma", 2), given.numbers("alpha"));
    }

    @Override
    public String name() {
        var weights = alpha.stream().map(String::valueOf).collect(Collectors.joining("/"));
        if (gamma == 2) {
            return alpha.isEmpty() ? "focal" : "focal:alpha=" + weights;
        }
        return "focal:gamma=" + gamma + (alpha.isEmpty() ? "" : ",alpha=" + weights);
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(perSample(output, target).mean());
        }
    }

    /** @throws IllegalArgumentException if there are several α, but not one for each class */
    @Override
    public Tensor perSample(Tensor output, Tensor target) {
        var rows = LabelRows.of(output, target);
        return rows.bySample(perRow(rows.outputs(), rows.targets()));
    }

    private Tensor perRow(Tensor output, Tensor target) {
        if (alpha.size() > 1 && alpha.size() != output.size(1)) {
            throw new IllegalArgumentException("loss " + name() + " has " + alpha.size() + " alphas for "
                    + output.size(1) + " classes; give one for each, or one for all");
        }
        try (var scope = new PointerScope()) {
            var logarithms = torch.log_softmax(LossPrecision.widen(output), 1)
                    .gather(1, target.unsqueeze(1))
                    .squeeze(1);
            // expm1 keeps the digits of 1 − p where p is nearly 1
            var wrong = torch.expm1(logarithms).neg().clamp_min(new Scalar(LEAST));
            var losses = wrong.pow(new Scalar(gamma)).mul(logarithms).neg();
            return Tensors.keep(alpha.isEmpty() ? losses : losses.mul(weights(losses, target)));
        }
    }

    private Tensor weights(Tensor losses, Tensor target) {
        var all = Tensors.of(alpha.stream().mapToDouble(Double::doubleValue).toArray(), alpha.size())
                .to(losses.scalar_type());
        return alpha.size() == 1 ? all : all.index_select(0, target);
    }
}
