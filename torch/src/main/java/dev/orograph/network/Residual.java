package dev.orograph.network;

/**
 * The sum of two ways through the network: body(x) + shortcut(x) (He et al. 2016, arXiv:1512.03385). An activation of the
 * sum is a layer that follows. Both parts' blocks are named as if they stood in the layer around.
 *
 * @param body the long way, whose blocks come first
 * @param shortcut the short way, often {@link Identity}
 */
public record Residual(Layer body, Layer shortcut) implements Layer {}
