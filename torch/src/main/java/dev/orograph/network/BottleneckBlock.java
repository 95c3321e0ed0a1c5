package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

/**
 * A 1×1, a 3×3 and a 1×1 convolution, each with batch normalisation; the last one has four times the channels. The 3×3
 * one takes the stride, as in torchvision.
 *
 * @param shortcut name of a shortcut that has parameters
 * @param hasShortcut whether there is a way around at all
 */
record BottleneckBlock(String shortcut, boolean hasShortcut) implements ResidualBlock {
    @Override
    public Layer layers(long inputs, long width, long stride) {
        var body = Sequential.of(
                child("conv1", Convolution.square(inputs, width, 1, 1, 0)),
                child("bn1", new BatchNorm(width)),
                unnamed(new Relu()),
                child("conv2", Convolution.square(width, width, 3, stride, 1)),
                child("bn2", new BatchNorm(width)),
                unnamed(new Relu()),
                child("conv3", Convolution.square(width, outputs(width), 1, 1, 0)),
                child("bn3", new BatchNorm(outputs(width))));
        return ResidualBlock.close(body, shortcut, hasShortcut, inputs, outputs(width), stride);
    }

    @Override
    public long outputs(long width) {
        return 4 * width;
    }
}
