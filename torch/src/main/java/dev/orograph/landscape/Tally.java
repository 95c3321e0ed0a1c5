package dev.orograph.landscape;

import dev.orograph.objective.Loss;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Sums of one cell over the sample blocks of one set, in double. */
final class Tally {
    private double loss;
    private long correct;

    void add(double lossSum, long correctCount) {
        loss += lossSum;
        correct += correctCount;
    }

    /**
     * Adds one block.
     *
     * @param output [samples of the block, …]
     * @param start first sample of the block in the set
     */
    void add(Loss measure, Tensor output, SampleSet set, int start) {
        var target = set.targets().narrow(0, start, output.size(0));
        double sum = measure.perSample(output, target)
                .sum(new ScalarTypeOptional(ScalarType.Double))
                .item_double();
        add(sum, Loss.isClassification(target) ? Loss.correct(output, target).item_long() : 0);
    }

    /** Mean loss, then accuracy in percent if {@code hasAccuracy}. */
    void write(double[] values, int at, int samples, boolean hasAccuracy) {
        values[at] = loss / samples;
        if (hasAccuracy) {
            values[at + 1] = 100.0 * correct / samples;
        }
    }
}
