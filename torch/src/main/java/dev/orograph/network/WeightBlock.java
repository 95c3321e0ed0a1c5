package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;

/**
 * What an initialiser may know of a block that it draws.
 *
 * @param parameter kind, native shape and torch's default of the block
 * @param layer number of the weight block in the order the network runs, from 1; 0 for other blocks
 * @param layers weight blocks of the network
 */
record WeightBlock(Parameter parameter, int layer, int layers) {
    Shape shape() {
        return parameter.shape();
    }

    int elements() {
        return Math.toIntExact(shape().elements());
    }

    /** Whether it is a matrix or kernel, so that it has fans and a spectrum. */
    boolean isMatrix() {
        return shape().rank() >= 2 && (parameter.kind() == BlockKind.WEIGHT || parameter.kind() == BlockKind.EMBEDDING);
    }

    /** Rows as a matrix: outputs. */
    long rows() {
        return shape().size(0);
    }

    /** Columns as a matrix: inputs of an output, the receptive field included. */
    long columns() {
        return shape().elements() / rows();
    }

    /** n_in: inputs of an output, the receptive field of a kernel included. */
    long fanIn() {
        return columns();
    }

    /** n_out: outputs times the receptive field, as torch counts them. */
    long fanOut() {
        return rows() * (columns() / shape().size(1));
    }
}
