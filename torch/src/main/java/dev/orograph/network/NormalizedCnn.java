package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import java.util.List;

/**
 * The convolutional network of the chapter on optimizers and initialisers: three 3×3 convolutions of 32, 64 and 128
 * channels, each with batch normalisation, ReLU and pooling, and two affine layers. 1,194,084 parameters on CIFAR-100.
 */
final class NormalizedCnn implements ArchitectureFamily {
    @Override
    public List<String> names() {
        return List.of("cifar-cnn");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(new ArchitectureParameter("dropout", "share of zeros before the last layer, default 0.5"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        var features = Sequential.of(
                unnamed(new AsImage()),
                child("stage1", stage(options.channels(), 32)),
                child("stage2", stage(32, 64)),
                child("stage3", stage(64, 128)),
                unnamed(new Flatten()));
        return Sequential.of(
                unnamed(features),
                child("fc1", new Linear(options.featuresAfter(features), 512)),
                unnamed(new Relu()),
                unnamed(new Dropout(options.share("dropout", .5))),
                child("fc2", new Linear(512, options.outputs())));
    }

    private static Layer stage(long inputs, long outputs) {
        return Sequential.of(
                child("conv", Convolution.square(inputs, outputs, 3, 1, 1).withBias(true)),
                child("bn", new BatchNorm(outputs)),
                unnamed(new Relu()),
                unnamed(new MaxPool(2)));
    }
}
