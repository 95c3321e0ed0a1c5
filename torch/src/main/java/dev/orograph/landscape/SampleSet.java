package dev.orograph.landscape;

import dev.orograph.objective.Loss;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Samples over which cells are measured. Borrows its tensors.
 *
 * @param name prefix of its quantities, such as {@code train} or {@code test}
 * @param inputs float32 [samples, …]
 * @param targets int64 labels [samples] or [samples, length], or float32 [samples, outputs]
 * @param population number of samples of the whole split, of which these may be a part
 */
public record SampleSet(String name, Tensor inputs, Tensor targets, int population) {
    public SampleSet {
        if (population < inputs.size(0)) {
            throw new IllegalArgumentException(
                    "a split of " + population + " samples cannot have " + inputs.size(0) + " in a part of it");
        }
    }

    /** A whole split. */
    public SampleSet(String name, Tensor inputs, Tensor targets) {
        this(name, inputs, targets, Math.toIntExact(inputs.size(0)));
    }

    /** Number of samples. */
    public int size() {
        return Math.toIntExact(inputs.size(0));
    }

    /** Whether these are all samples of the split. */
    public boolean isWhole() {
        return size() == population;
    }

    boolean hasAccuracy() {
        return Loss.isClassification(targets);
    }

    /**
     * {@code name_loss}; {@code name_acc} (percent) if the targets are labels; {@code name_loss_se} and
     * {@code name_loss_rise_se}, the standard errors of the loss and of its rise over the centre as estimates for the
     * whole split; and {@code name_samples} if each cell takes as many as it needs.
     */
    public List<String> quantities(Sampling sampling) {
        var quantities = new ArrayList<String>();
        quantities.add(name + "_loss");
        if (hasAccuracy()) {
            quantities.add(name + "_acc");
        }
        quantities.add(name + "_loss_se");
        quantities.add(name + "_loss_rise_se");
        if (sampling.takesPrefixes()) {
            quantities.add(name + "_samples");
        }
        return List.copyOf(quantities);
    }
}
