package dev.orograph.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Fully connected layers with an activation between them, on samples of any shape. Blocks are named as those of a
 * {@code torch.nn.Sequential} called {@code layers}. The default widths are those of the chapter on optimizers and
 * initialisers: 283,914 parameters on 28×28 images, 283,915 with one shared PReLU slope.
 */
final class Mlp implements ArchitectureFamily {
    @Override
    public List<String> names() {
        return List.of("mlp");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(
                new ArchitectureParameter("widths", "widths of the hidden layers, default 256,192,128,64"),
                new ArchitectureParameter(
                        "activation", "one of " + String.join(", ", Activations.names()) + ", default relu"),
                new ArchitectureParameter("dropout", "share of zeros after each activation, default 0 (none)"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        var activation = options.word("activation", "relu");
        double dropout = options.share("dropout", 0);
        var layers = new ArrayList<Layer>();
        long inputs = options.input().elements();
        for (long width : options.sizes("widths", List.of(256L, 192L, 128L, 64L))) {
            layers.add(new Linear(inputs, width));
            layers.add(Activations.named(activation));
            if (dropout > 0) {
                layers.add(new Dropout(dropout));
            }
            inputs = width;
        }
        layers.add(new Linear(inputs, options.outputs()));
        return Sequential.of(
                Sequential.unnamed(new Flatten()), Sequential.child("layers", Sequential.numbered(layers)));
    }
}
