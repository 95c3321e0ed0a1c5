package dev.orograph.landscape;

import dev.orograph.tensor.Tensors;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that one worker uses again and again, so that no cell allocates large memory: freshly mapped pages would cost
 * more than the arithmetic on them.
 */
final class Workspace implements AutoCloseable {
    private final Map<Slot, Tensor> buffers = new HashMap<>();

    private @Nullable RowWalk walk;

    /** Where a buffer belongs; steps of one plan number their buffers themselves. */
    private record Slot(int number, long rows, long columns) {}

    /** The buffer [rows, columns] of that number, with whatever it held before. */
    Tensor matrix(int number, long rows, long columns, ScalarType type) {
        return buffers.computeIfAbsent(new Slot(number, rows, columns), slot -> {
            try (var scope = new PointerScope()) {
                return Tensors.own(torch.empty(new long[] {rows, columns}, new TensorOptions(type), null));
            }
        });
    }

    /** The one walk of the plan that uses this, with whatever it held before. */
    RowWalk rowWalk(int samples, int units, int outputs) {
        var known = walk;
        if (known == null) {
            known = new RowWalk(samples, units, outputs);
            walk = known;
        }
        return known;
    }

    @Override
    public void close() {
        buffers.values().forEach(Tensor::close);
        buffers.clear();
    }
}
