package dev.orograph.tensor;

import dev.orograph.array.Shape;

/**
 * One named stretch of a flat parameter vector.
 *
 * @param name as in the PyTorch state dictionary, such as {@code layer1.0.conv1.weight}
 * @param shape native shape, row-major
 * @param offset index of its first element in the flat vector
 * @param kind what it does
 */
public record Block(String name, Shape shape, long offset, BlockKind kind) {
    /** Number of elements. */
    public long elements() {
        return shape.elements();
    }

    /** Index after its last element. */
    public long end() {
        return offset + shape.elements();
    }
}
