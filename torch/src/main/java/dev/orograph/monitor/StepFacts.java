package dev.orograph.monitor;

import java.util.OptionalDouble;
import org.bytedeco.pytorch.Tensor;

/**
 * What the training loop knows about a step by itself.
 *
 * @param steps number of steps taken, this one included if it was made
 * @param epoch number of finished epochs
 * @param rate learning rate η
 * @param loss mean loss of the batch before the step
 * @param accuracy of the batch in percent; empty for regression
 * @param gradientNorm Euclidean norm of the whole gradient, before clipping
 * @param inputs of the batch, [samples, …]; borrowed
 * @param targets of the batch, [samples, …]; borrowed
 * @param maskStep number that the dropout masks were drawn with
 */
public record StepFacts(
        long steps,
        int epoch,
        double rate,
        double loss,
        OptionalDouble accuracy,
        double gradientNorm,
        Tensor inputs,
        Tensor targets,
        long maskStep) {
    long samples() {
        return targets.size(0);
    }
}
