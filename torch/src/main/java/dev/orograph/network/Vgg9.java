package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import java.util.ArrayList;
import java.util.List;

/**
 * VGG-9 with batch normalisation for small images, as in the loss-landscape experiments (Li et al. 2018,
 * arXiv:1712.09913): seven convolutions in three stages of 64, 128 and 256 channels, then 256 hidden units.
 */
final class Vgg9 implements ArchitectureFamily {
    private static final List<List<Integer>> STAGES =
            List.of(List.of(64, 64), List.of(128, 128), List.of(256, 256, 256));

    @Override
    public List<String> names() {
        return List.of("vgg9");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of();
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        var layers = new ArrayList<Layer>();
        long inputs = options.channels();
        for (var stage : STAGES) {
            for (int outputs : stage) {
                layers.add(Convolution.square(inputs, outputs, 3, 1, 1).withBias(true));
                layers.add(new BatchNorm(outputs));
                layers.add(new Relu());
                inputs = outputs;
            }
            layers.add(new MaxPool(2));
        }
        var features = Sequential.of(
                unnamed(new AsImage()), child("features", Sequential.numbered(layers)), unnamed(new Flatten()));
        var hidden = List.of(new Linear(options.featuresAfter(features), inputs), new BatchNorm(inputs), new Relu());
        return Sequential.of(
                unnamed(features),
                child("fc", Sequential.numbered(hidden)),
                child("classifier", new Linear(inputs, options.outputs())));
    }
}
