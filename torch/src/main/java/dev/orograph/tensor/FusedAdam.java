package dev.orograph.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/**
 * A step of Adam or AdamW in one pass over memory: libtorch's {@code _fused_adam_} and {@code _fused_adamw_}. As many
 * threads share it as the current thread uses for operations. Immutable and thread-safe.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html">torch.optim.Adam</a>
 */
public final class FusedAdam {
    private final PrivateOperator operator;
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double weightDecay;
    private final boolean amsgrad;
    private final boolean maximize;

    /**
     * @param beta1 decay of the mean of gradients
     * @param beta2 decay of the mean of their squares
     * @param epsilon added to the denominator
     * @param weightDecay λ
     * @param isDecoupled whether decay shrinks the parameters, as AdamW's does, or is added to the gradient
     * @param amsgrad whether the largest mean of squares so far divides
     * @param maximize whether it climbs
     */
    public FusedAdam(
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            boolean isDecoupled,
            boolean amsgrad,
            boolean maximize) {
        this.operator = new PrivateOperator(isDecoupled ? "aten::_fused_adamw_" : "aten::_fused_adam_", "");
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
        this.amsgrad = amsgrad;
        this.maximize = maximize;
    }

    /**
     * Changes θ and the means in place; all of one length and type.
     *
     * @param mean of gradients
     * @param square mean of their squares
     * @param largest squares so far; not looked at without amsgrad
     * @param step number of this step, from 1
     */
    public void apply(
            Tensor theta, Tensor gradient, Tensor mean, Tensor square, Tensor largest, long step, double learningRate) {
        try (var scope = new PointerScope()) {
            var steps = Tensors.of(new float[] {step}); // exact up to 2^24, from where on the means' bias is long gone
            operator.run(
                    operator.tensors(0, theta),
                    operator.tensors(1, gradient),
                    operator.tensors(2, mean),
                    operator.tensors(3, square),
                    amsgrad ? operator.tensors(4, largest) : operator.emptyList(4),
                    operator.tensors(5, steps),
                    new IValue(learningRate),
                    new IValue(beta1),
                    new IValue(beta2),
                    new IValue(weightDecay),
                    new IValue(epsilon),
                    new IValue(amsgrad),
                    new IValue(maximize),
                    new IValue(),
                    new IValue());
        }
    }
}
