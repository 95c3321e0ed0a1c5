package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import java.util.List;

/**
 * The convolutional network of PyTorch's MNIST example with dropout of channels after the pooling: 1,199,882 parameters
 * on 28×28 images. Ends in log-probabilities.
 */
final class MnistCnn implements ArchitectureFamily {
    @Override
    public List<String> names() {
        return List.of("mnist-cnn");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(
                new ArchitectureParameter("channel-dropout", "share of empty channels after the pooling, default 0.25"),
                new ArchitectureParameter("dropout", "share of zeros before the last layer, default 0.5"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        var features = Sequential.of(
                unnamed(new AsImage()),
                child(
                        "conv1",
                        Convolution.square(options.channels(), 32, 3, 1, 0).withBias(true)),
                unnamed(new Relu()),
                child("conv2", Convolution.square(32, 64, 3, 1, 0).withBias(true)),
                unnamed(new Relu()),
                unnamed(new MaxPool(2)),
                unnamed(new Dropout2d(options.share("channel-dropout", 0.25))),
                unnamed(new Flatten()));
        return Sequential.of(
                unnamed(features),
                child("fc1", new Linear(options.featuresAfter(features), 128)),
                unnamed(new Relu()),
                unnamed(new Dropout(options.share("dropout", 0.5))),
                child("fc2", new Linear(128, options.outputs())),
                unnamed(new LogSoftmax()));
    }
}
