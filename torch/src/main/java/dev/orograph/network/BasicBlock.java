package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

/**
 * Two 3×3 convolutions, each with batch normalisation.
 *
 * @param shortcut name of a shortcut that has parameters
 * @param hasShortcut whether there is a way around at all
 */
record BasicBlock(String shortcut, boolean hasShortcut) implements ResidualBlock {
    @Override
    public Layer layers(long inputs, long width, long stride) {
        var body = Sequential.of(
                child("conv1", Convolution.square(inputs, width, 3, stride, 1)),
                child("bn1", new BatchNorm(width)),
                unnamed(new Relu()),
                child("conv2", Convolution.square(width, width, 3, 1, 1)),
                child("bn2", new BatchNorm(width)));
        return ResidualBlock.close(body, shortcut, hasShortcut, inputs, width, stride);
    }

    @Override
    public long outputs(long width) {
        return width;
    }
}
