package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import dev.orograph.network.Sequential.Child;
import java.util.ArrayList;
import java.util.List;

/**
 * Densely connected networks (Huang et al. 2017, arXiv:1608.06993) for small images, in the form of the loss-landscape
 * experiments: a 3×3 first convolution, stages of 6, 12, 24 and 16 layers, channels and sides halved between them.
 */
final class DenseNet implements ArchitectureFamily {
    private static final List<Integer> STAGES = List.of(6, 12, 24, 16);

    @Override
    public List<String> names() {
        return List.of("densenet121");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(new ArchitectureParameter("growth", "channels that each layer adds, default 32"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        long growth = options.size("growth", 32);
        var children = new ArrayList<Child>();
        long channels = 2 * growth;
        children.add(unnamed(new AsImage()));
        children.add(child("conv1", Convolution.square(options.channels(), channels, 3, 1, 1)));
        for (int stage = 1; stage <= STAGES.size(); stage++) {
            var layers = new ArrayList<Layer>();
            for (int i = 0; i < STAGES.get(stage - 1); i++) {
                layers.add(new Concatenate(body(channels, growth)));
                channels += growth;
            }
            children.add(child("dense" + stage, Sequential.numbered(layers)));
            if (stage < STAGES.size()) {
                children.add(child("trans" + stage, transition(channels)));
                channels /= 2;
            }
        }
        children.add(child("bn", new BatchNorm(channels)));
        children.add(unnamed(new Relu()));
        children.add(unnamed(new GlobalAveragePool()));
        children.add(unnamed(new Flatten()));
        children.add(child("linear", new Linear(channels, options.outputs())));
        return new Sequential(children);
    }

    private static Layer body(long channels, long growth) {
        return Sequential.of(
                child("bn1", new BatchNorm(channels)),
                unnamed(new Relu()),
                child("conv1", Convolution.square(channels, 4 * growth, 1, 1, 0)),
                child("bn2", new BatchNorm(4 * growth)),
                unnamed(new Relu()),
                child("conv2", Convolution.square(4 * growth, growth, 3, 1, 1)));
    }

    private static Layer transition(long channels) {
        return Sequential.of(
                child("bn", new BatchNorm(channels)),
                unnamed(new Relu()),
                child("conv", Convolution.square(channels, channels / 2, 1, 1, 0)),
                unnamed(new AveragePool(2)));
    }
}
