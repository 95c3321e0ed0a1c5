package dev.orograph.network;

/**
 * The channels of body(x) followed by those of x itself (Huang et al. 2017, arXiv:1608.06993). The body's blocks are named
 * as if they stood in the layer around.
 *
 * @param body the layers whose output comes first
 */
public record Concatenate(Layer body) implements Layer {}
