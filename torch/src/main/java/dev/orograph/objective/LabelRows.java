package dev.orograph.objective;

import dev.orograph.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Outputs and targets with one row for each label: a sequence, which has many labels, has as many rows. Belong to the
 * current scope, or are what they were made of.
 *
 * @param outputs [rows, classes] or [rows, outputs]
 * @param targets int64 labels [rows], or numbers [rows, outputs]
 * @param perSample rows of one sample, at least 1
 */
public record LabelRows(Tensor outputs, Tensor targets, long perSample) {
    /**
     * The rows of a batch.
     *
     * @param output [batch, classes], for sequences [batch, length, classes], or [batch, outputs]
     * @param target int64 labels [batch], for sequences [batch, length], or numbers [batch, outputs]
     * @throws IllegalArgumentException if labels are sequences and outputs are not
     */
    public static LabelRows of(Tensor output, Tensor target) {
        if (!Loss.isClassification(target) || target.dim() < 2) {
            return new LabelRows(output, target, 1);
        }
        if (output.dim() != 3 || output.size(1) != target.size(1)) {
            throw new IllegalArgumentException("sequences of labels " + Tensors.shape(target)
                    + " need outputs [batch, length, classes], but these are " + Tensors.shape(output));
        }
        return new LabelRows(output.flatten(0, 1), target.flatten(), target.size(1));
    }

    /**
     * The mean of each sample's rows, [batch].
     *
     * @param values [rows]
     */
    Tensor bySample(Tensor values) {
        return perSample == 1 ? values : values.view(-1, perSample).mean(1);
    }
}
