package dev.orograph.landscape;

import dev.orograph.objective.Loss;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Samples over which cells are measured. Borrows its tensors.
 *
 * @param name prefix of its quantities, such as {@code train} or {@code test}
 * @param inputs float32 [samples, …]
 * @param targets int64 labels [samples] or float32 [samples, outputs]
 */
public record SampleSet(String name, Tensor inputs, Tensor targets) {
    /** Number of samples. */
    public int size() {
        return Math.toIntExact(inputs.size(0));
    }

    /** {@code name_loss}, and {@code name_acc} (percent) if the targets are labels. */
    public List<String> quantities() {
        return Loss.isClassification(targets) ? List.of(name + "_loss", name + "_acc") : List.of(name + "_loss");
    }
}
