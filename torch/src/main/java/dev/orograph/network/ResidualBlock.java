package dev.orograph.network;

import java.util.List;

/** The piece of which residual networks are built. */
interface ResidualBlock {
    /**
     * The layers of one block.
     *
     * @param inputs channels that enter
     * @param width channels inside
     * @param stride by which the image shrinks
     */
    Layer layers(long inputs, long width, long stride);

    /** Channels that leave a block of the given width. */
    long outputs(long width);

    /** The sum of a block's body and a shortcut of that name, or the body alone; then a ReLU. */
    static Layer close(Layer body, String shortcut, boolean hasShortcut, long inputs, long outputs, long stride) {
        if (!hasShortcut) {
            return Sequential.of(Sequential.unnamed(body), Sequential.unnamed(new Relu()));
        }
        Layer way = stride == 1 && inputs == outputs
                ? new Identity()
                : Sequential.of(Sequential.child(
                        shortcut,
                        Sequential.numbered(
                                List.of(Convolution.square(inputs, outputs, 1, stride, 0), new BatchNorm(outputs)))));
        return Sequential.of(Sequential.unnamed(new Residual(body, way)), Sequential.unnamed(new Relu()));
    }
}
