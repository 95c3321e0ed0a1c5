package dev.orograph.network;

import dev.orograph.array.Shape;

/** An operation on each element by itself. */
public sealed interface Activation extends Operation
        permits Elementwise, Gelu, Identity, LeakyRelu, PRelu, Relu, Sigmoid, Silu, Tanh {
    @Override
    default Shape outputShape(Shape input) {
        return input;
    }
}
