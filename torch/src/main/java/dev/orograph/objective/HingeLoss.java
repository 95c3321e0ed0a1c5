package dev.orograph.objective;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How far the outputs of wrong classes come within a margin of the label's (Crammer and Singer 2001), as
 * {@code MultiMarginLoss}: Σⱼ max(0, m − xᵧ + xⱼ)ᵖ / classes over the classes j other than the label y.
 *
 * @param power p, 1 or 2; with 1 its second derivatives are 0
 * @param margin m
 */
public record HingeLoss(int power, double margin) implements Loss {
    public HingeLoss {
        if (power != 1 && power != 2) {
            throw new IllegalArgumentException("hinge p " + power + " must be 1 or 2");
        }
        if (!Double.isFinite(margin)) {
            throw new IllegalArgumentException("hinge margin " + margin + " must be a number");
        }
    }

    /** torch's default: p 1, margin 1. */
    static HingeLoss of(LossText given) {
        given.allow("p", "margin");
        double power = given.number("p", 1);
        if (power != 1 && power != 2) {
            throw new IllegalArgumentException("hinge p " + power + " must be 1 or 2");
        }
        return new HingeLoss((int) power, given.number("margin", 1));
    }

    @Override
    public String name() {
        if (power == 1) {
            return margin == 1 ? "hinge" : "hinge:margin=" + margin;
        }
        return "hinge:p=" + power + (margin == 1 ? "" : ",margin=" + margin);
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

    /** Written out, since torch's own kernel can be differentiated only once. */
    @Override
    public Tensor perSample(Tensor output, Tensor target) {
        var rows = LabelRows.of(output, target);
        return rows.bySample(perRow(rows.outputs(), rows.targets()));
    }

    private Tensor perRow(Tensor output, Tensor target) {
        try (var scope = new PointerScope()) {
            var scores = LossPrecision.widen(output);
            var label = target.unsqueeze(1);
            var shortfall = torch.relu(scores.sub(scores.gather(1, label)).add(new Scalar(margin)));
            var others = torch.ones_like(scores).scatter(1, label, new Scalar(0));
            var costs = (power == 1 ? shortfall : shortfall.square()).mul(others);
            return Tensors.keep(costs.mean(1));
        }
    }
}
