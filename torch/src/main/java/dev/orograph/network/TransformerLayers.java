package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import java.util.Collections;

/**
 * Layers of a transformer that normalise before they compute, x + attention(norm1(x)) and then
 * x + linear2(gelu(linear1(norm2(x)))), each sum's new part with dropout. Blocks are named as those of
 * {@code torch.nn.TransformerEncoderLayer} with {@code norm_first}.
 *
 * @param width numbers of a token
 * @param heads of the attention
 * @param hidden width of the two affine layers' middle
 * @param dropout share of zeros, also of the attention's weights
 * @param isCausal whether a token sees only itself and those before it
 */
record TransformerLayers(long width, long heads, long hidden, double dropout, boolean isCausal) {
    /** So many of them, numbered. */
    Layer stack(long count) {
        return Sequential.numbered(Collections.nCopies(Math.toIntExact(count), layer()));
    }

    private Layer layer() {
        var attention = Sequential.of(
                child("norm1", new LayerNorm(width)),
                child("self_attn", new Attention(width, heads, isCausal, dropout)),
                unnamed(Dropout.orNone(dropout)));
        var perceptron = Sequential.of(
                child("norm2", new LayerNorm(width)),
                child("linear1", new Linear(width, hidden)),
                unnamed(new Gelu()),
                unnamed(Dropout.orNone(dropout)),
                child("linear2", new Linear(hidden, width)),
                unnamed(Dropout.orNone(dropout)));
        return Sequential.of(
                unnamed(new Residual(attention, new Identity())), unnamed(new Residual(perceptron, new Identity())));
    }
}
