package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import dev.orograph.network.Sequential.Child;
import java.util.ArrayList;
import java.util.List;

/**
 * A small vision transformer (Dosovitskiy et al. 2021, arXiv:2010.11929): patches of an image as tokens, learned positions,
 * layers that normalise first. 803,338 parameters on 1×28×28 images.
 */
final class VisionTransformer implements ArchitectureFamily {
    @Override
    public List<String> names() {
        return List.of("vit");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(
                new ArchitectureParameter("patch", "side of a patch, which divides the image's sides, default 4"),
                new ArchitectureParameter("width", "numbers of a token, default 128"),
                new ArchitectureParameter("layers", "number of transformer layers, default 4"),
                new ArchitectureParameter("heads", "of each attention, a divisor of the width, default 4"),
                new ArchitectureParameter("hidden", "width inside each layer, default 4 times the width"),
                new ArchitectureParameter(
                        "pool",
                        "what the classes are told from: first (a class token), mean, max or half (of each),"
                                + " default first"),
                new ArchitectureParameter("dropout", "share of zeros, default 0"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        long width = options.size("width", 128);
        long patch = options.size("patch", 4);
        double dropout = options.share("dropout", 0);
        requireWhole(options, patch);
        var pool = pool(options.word("pool", TokenPool.Kind.FIRST.toString()));
        var patches = new ArrayList<Child>();
        patches.add(unnamed(new AsImage()));
        patches.add(child(
                "patch",
                Convolution.square(options.channels(), width, patch, patch, 0).withBias(true)));
        patches.add(unnamed(new ImageTokens()));
        if (pool == TokenPool.Kind.FIRST) {
            patches.add(child("class_token", new ClassToken(width)));
        }
        var tokens = new Sequential(patches);
        long positions = options.featuresAfter(tokens) / width;
        var layers = new TransformerLayers(
                width, options.size("heads", 4), options.size("hidden", 4 * width), dropout, false);
        return Sequential.of(
                unnamed(tokens),
                child("position", new PositionEmbedding(positions, width)),
                unnamed(Dropout.orNone(dropout)),
                child("layers", layers.stack(options.size("layers", 4))),
                child("norm", new LayerNorm(width)),
                unnamed(new TokenPool(pool)),
                child("head", new Linear(width, options.outputs())));
    }

    private static void requireWhole(ArchitectureOptions options, long patch) {
        var image = options.input();
        int rank = image.rank();
        if (rank >= 2 && (image.size(rank - 1) % patch != 0 || image.size(rank - 2) % patch != 0)) {
            throw new IllegalArgumentException("patches of " + patch + "×" + patch + " do not tile samples of shape "
                    + image + "; choose a patch that divides both sides");
        }
    }

    private static TokenPool.Kind pool(String word) {
        for (var kind : TokenPool.Kind.values()) {
            if (kind.toString().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("model parameter pool=" + word + " must be first, mean, max or half");
    }
}
