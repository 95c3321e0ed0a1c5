package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import java.util.List;

/**
 * A transformer that predicts the next character at every position of a text (Radford et al. 2019, "Language models are
 * unsupervised multitask learners"): learned positions, causal attention, layers that normalise first. Gives
 * [length, characters].
 */
final class CharacterGpt implements ArchitectureFamily {
    private static final String TIE = "token";

    @Override
    public List<String> names() {
        return List.of("gpt");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(
                new ArchitectureParameter("width", "numbers of a token, default 128"),
                new ArchitectureParameter("layers", "number of transformer layers, default 4"),
                new ArchitectureParameter("heads", "of each attention, a divisor of the width, default 4"),
                new ArchitectureParameter("hidden", "width inside each layer, default 4 times the width"),
                new ArchitectureParameter("dropout", "share of zeros, default 0"),
                new ArchitectureParameter(
                        "tied", "true if tokens are scored with the table that embeds them, default true"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        long width = options.size("width", 128);
        long tokens = options.outputs();
        double dropout = options.share("dropout", 0);
        boolean isTied = options.flag("tied", true);
        var layers = new TransformerLayers(
                width, options.size("heads", 4), options.size("hidden", 4 * width), dropout, true);
        return Sequential.of(
                child("token", new Embedding(tokens, width, isTied ? TIE : "")),
                child("position", new PositionEmbedding(options.input().size(0), width)),
                unnamed(Dropout.orNone(dropout)),
                child("layers", layers.stack(options.size("layers", 4))),
                child("norm", new LayerNorm(width)),
                child("head", isTied ? new Unembedding(tokens, width, TIE) : new Linear(width, tokens, false)));
    }
}
