package dev.orograph.optimize;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The step of Adam and AdamW, θ ← θ − η·m̂/(√v̂ + ε), without a vector for the update. Remembers {@code exp_avg}, {@code
 * exp_avg_sq} and, with amsgrad, {@code max_exp_avg_sq}.
 */
final class AdaptiveMoments implements Move {
    private static final String MEAN = "exp_avg";
    private static final String SQUARE = "exp_avg_sq";
    private static final String LARGEST_SQUARE = "max_exp_avg_sq";

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final boolean amsgrad;
    private final Memory memory;
    private final Tensor denominator;

    AdaptiveMoments(double beta1, double beta2, double epsilon, boolean amsgrad, Tensor theta) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.amsgrad = amsgrad;
        this.memory = amsgrad ? new Memory(theta, MEAN, SQUARE, LARGEST_SQUARE) : new Memory(theta, MEAN, SQUARE);
        try (var scope = new PointerScope()) {
            this.denominator = Tensors.own(torch.empty_like(theta));
        }
    }

    @Override
    public void apply(Tensor update, Step step) {
        var mean = memory.tensor(MEAN);
        mean.lerp_(update, new Scalar(1 - beta1));
        var square = memory.tensor(SQUARE);
        square.mul_(new Scalar(beta2)).addcmul_(update, update, new Scalar(1 - beta2));
        move(step, mean, amsgrad ? largest(square) : square);
    }

    private Tensor largest(Tensor square) {
        var largest = memory.tensor(LARGEST_SQUARE);
        return torch.maximum_out(largest, largest, square);
    }

    /** η·(m/c₁)/(√v/√c₂ + ε), with the correction c₂ brought to the numerator to save a pass over the vector. */
    private void move(Step step, Tensor mean, Tensor square) {
        double meanCorrection = 1 - Math.pow(beta1, (double) step.number());
        double squareCorrection = Math.sqrt(1 - Math.pow(beta2, (double) step.number()));
        torch.sqrt_out(denominator, square).add_(new Scalar(epsilon * squareCorrection));
        step.theta().addcdiv_(mean, denominator, new Scalar(-step.learningRate() * squareCorrection / meanCorrection));
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public void close() {
        memory.close();
        denominator.close();
    }
}
