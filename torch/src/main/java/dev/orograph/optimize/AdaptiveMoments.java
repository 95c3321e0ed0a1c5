package dev.orograph.optimize;

import dev.orograph.tensor.FusedAdam;
import org.bytedeco.pytorch.Tensor;

/**
 * The step of Adam and AdamW, θ ← θ − η·m̂/(√v̂ + ε), with its decay and its sign in one pass over memory. Remembers {@code
 * exp_avg}, {@code exp_avg_sq} and, with amsgrad, {@code max_exp_avg_sq}.
 */
final class AdaptiveMoments implements Move {
    private static final String MEAN = "exp_avg";
    private static final String SQUARE = "exp_avg_sq";
    private static final String LARGEST_SQUARE = "max_exp_avg_sq";

    private final FusedAdam adam;
    private final boolean amsgrad;
    private final Memory memory;

    private AdaptiveMoments(FusedAdam adam, boolean amsgrad, Tensor theta) {
        this.adam = adam;
        this.amsgrad = amsgrad;
        this.memory = amsgrad ? new Memory(theta, MEAN, SQUARE, LARGEST_SQUARE) : new Memory(theta, MEAN, SQUARE);
    }

    static AdaptiveMoments of(Adam settings, Tensor theta) {
        var adam = new FusedAdam(
                settings.beta1(),
                settings.beta2(),
                settings.epsilon(),
                settings.weightDecay(),
                settings.decoupledWeightDecay(),
                settings.amsgrad(),
                settings.maximize());
        return new AdaptiveMoments(adam, settings.amsgrad(), theta);
    }

    @Override
    public void apply(Tensor update, Step step) {
        var square = memory.tensor(SQUARE);
        adam.apply(
                step.theta(),
                update,
                memory.tensor(MEAN),
                square,
                amsgrad ? memory.tensor(LARGEST_SQUARE) : square,
                step.number(),
                step.learningRate());
    }

    @Override
    public Memory memory() {
        return memory;
    }
}
