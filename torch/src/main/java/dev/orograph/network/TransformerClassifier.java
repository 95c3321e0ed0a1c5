package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import dev.orograph.array.Shape;
import java.util.List;

/**
 * The transformer of the chapter on optimizers and initialisers, which turns a whole sample into one token: its sequence
 * has length 1, so each attention is an affine map and every position is the first. 62,099,812 parameters on CIFAR-100.
 */
final class TransformerClassifier implements ArchitectureFamily {
    @Override
    public List<String> names() {
        return List.of("transformer");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(
                new ArchitectureParameter("width", "numbers of the one token that a sample becomes, default 768"),
                new ArchitectureParameter("layers", "number of transformer layers, default 8"),
                new ArchitectureParameter("heads", "of each attention, a divisor of the width, default 12"),
                new ArchitectureParameter("hidden", "width inside each layer, default 4 times the width"),
                new ArchitectureParameter("dropout", "share of zeros everywhere, default 0.1"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        long width = options.size("width", 768);
        double dropout = options.share("dropout", .1);
        var layers = new TransformerLayers(
                width, options.size("heads", 12), options.size("hidden", 4 * width), dropout, false);
        return Sequential.of(
                unnamed(new Flatten()),
                child("embedding", twoLayers(options.input().elements(), width, width, dropout)),
                unnamed(new Reshape(Shape.of(1, width))),
                unnamed(new SinusoidalPosition()),
                child("layers", layers.stack(options.size("layers", 8))),
                unnamed(new TokenPool(TokenPool.Kind.HALF)),
                child("head", twoLayers(width, 2 * width, width, dropout)),
                child("classifier", new Linear(width, options.outputs())));
    }

    private static Layer twoLayers(long inputs, long hidden, long outputs, double dropout) {
        return Sequential.numbered(List.of(
                new Linear(inputs, hidden),
                new BatchNorm(hidden),
                new Dropout(dropout),
                new Gelu(),
                new Linear(hidden, outputs),
                new BatchNorm(outputs),
                new Dropout(dropout),
                new Gelu()));
    }
}
