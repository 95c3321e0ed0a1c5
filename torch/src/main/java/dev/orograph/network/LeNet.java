package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import java.util.List;

/**
 * LeNet-5 (LeCun et al. 1998, doi:10.1109/5.726791) in today's form: full connections between the maps, maximum pooling,
 * an activation of choice.
 */
final class LeNet implements ArchitectureFamily {
    @Override
    public List<String> names() {
        return List.of("lenet");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(new ArchitectureParameter(
                "activation", "one of " + String.join(", ", Activations.names()) + ", default relu"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        var activation = options.word("activation", "relu");
        var features = Sequential.of(
                unnamed(new AsImage()),
                child(
                        "conv1",
                        Convolution.square(options.channels(), 6, 5, 1, 0).withBias(true)),
                child("act1", Activations.named(activation)),
                unnamed(new MaxPool(2)),
                child("conv2", Convolution.square(6, 16, 5, 1, 0).withBias(true)),
                child("act2", Activations.named(activation)),
                unnamed(new MaxPool(2)),
                unnamed(new Flatten()));
        return Sequential.of(
                unnamed(features),
                child("fc1", new Linear(options.featuresAfter(features), 120)),
                child("act3", Activations.named(activation)),
                child("fc2", new Linear(120, 84)),
                child("act4", Activations.named(activation)),
                child("fc3", new Linear(84, options.outputs())));
    }
}
