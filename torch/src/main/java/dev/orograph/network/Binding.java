package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.List;

/**
 * One use of an operation in a network, with all that belongs to it.
 *
 * @param name dotted path in the tree of layers, such as {@code layer1.0.conv1}; empty parts are left out, so operations
 *     without parameters may share a name
 * @param index position among the program's bindings
 * @param operation what is computed
 * @param blocks positions in the layout of its {@linkplain Operation#parameters parameters}, in their order; tied uses
 *     have the same
 * @param states names of its {@linkplain Operation#buffers state tensors}, in their order
 * @param input shape of one sample's input
 * @param output shape of one sample's output
 */
public record Binding(
        String name,
        int index,
        Operation operation,
        List<Integer> blocks,
        List<String> states,
        Shape input,
        Shape output) {
    public Binding {
        blocks = List.copyOf(blocks);
        states = List.copyOf(states);
    }
}
