package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;

/** What an operation works with beside its input. */
public interface Operands {
    /** Its parameter block at a position of {@link Operation#parameters}, in native shape. */
    Tensor parameter(int position);

    /** Its state tensor at a position of {@link Operation#buffers}; training changes it in place. */
    Tensor state(int position);

    /** Whether there is a state tensor at that position; a TorchScript module may count no batches. */
    boolean hasState(int position);

    Mode mode();

    /** Position of the operation among the {@linkplain Program#bindings bindings}; keeps its random masks apart. */
    int index();
}
