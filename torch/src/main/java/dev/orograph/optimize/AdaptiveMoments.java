package dev.orograph.optimize;

import dev.orograph.array.NamedArrays;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The common arithmetic of Adam and AdamW. */
final class AdaptiveMoments implements Optimizer {
    private static final String MEAN = "exp_avg";
    private static final String SQUARE = "exp_avg_sq";
    private static final String LARGEST_SQUARE = "max_exp_avg_sq";

    private final Settings settings;
    private final Memory memory;
    private final Tensor denominator;

    AdaptiveMoments(Settings settings, Tensor theta) {
        this.settings = settings;
        this.memory =
                settings.amsgrad ? new Memory(theta, MEAN, SQUARE, LARGEST_SQUARE) : new Memory(theta, MEAN, SQUARE);
        try (var scope = new PointerScope()) {
            this.denominator = Tensors.own(torch.empty_like(theta));
        }
    }

    record Settings(
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            boolean isDecoupled,
            boolean amsgrad,
            boolean maximize) {}

    @Override
    public Evaluation step(LossFunction function, Tensor theta, double learningRate) {
        var evaluation = function.at(theta);
        long step = memory.nextStep();
        try (var scope = new PointerScope()) {
            var gradient = evaluation.gradient();
            if (settings.maximize) {
                gradient.neg_();
            }
            if (settings.weightDecay != 0) {
                decay(gradient, theta, learningRate);
            }
            var mean = memory.vector(MEAN);
            mean.lerp_(gradient, new Scalar(1 - settings.beta1));
            var square = memory.vector(SQUARE);
            square.mul_(new Scalar(settings.beta2)).addcmul_(gradient, gradient, new Scalar(1 - settings.beta2));
            move(theta, mean, settings.amsgrad ? largest(square) : square, learningRate, step);
        }
        return evaluation;
    }

    private void decay(Tensor gradient, Tensor theta, double learningRate) {
        if (settings.isDecoupled) {
            theta.mul_(new Scalar(1 - learningRate * settings.weightDecay));
        } else {
            gradient.add_(theta, new Scalar(settings.weightDecay));
        }
    }

    private Tensor largest(Tensor square) {
        var largest = memory.vector(LARGEST_SQUARE);
        return torch.maximum_out(largest, largest, square);
    }

    /** η·(m/c₁)/(√v/√c₂ + ε), with the correction c₂ brought to the numerator to save a pass over the vector. */
    private void move(Tensor theta, Tensor mean, Tensor square, double learningRate, long step) {
        double meanCorrection = 1 - Math.pow(settings.beta1, (double) step);
        double squareCorrection = Math.sqrt(1 - Math.pow(settings.beta2, (double) step));
        torch.sqrt_out(denominator, square).add_(new Scalar(settings.epsilon * squareCorrection));
        theta.addcdiv_(mean, denominator, new Scalar(-learningRate * squareCorrection / meanCorrection));
    }

    @Override
    public NamedArrays state() {
        return memory.toArrays();
    }

    @Override
    public void restore(NamedArrays state) {
        memory.restore(state);
    }

    @Override
    public void close() {
        memory.close();
        denominator.close();
    }
}
