package dev.orograph.objective;

import dev.orograph.measurement.Histogram;

/**
 * What goes through one affine or convolutional layer in a pass over a batch.
 *
 * @param name of the layer, such as {@code layers.2}
 * @param weights its weights
 * @param gradients of the mean loss with respect to them
 * @param outputs of the layer, before any activation
 * @param activations what the activation behind it makes of them; the outputs themselves where there is none
 */
public record LayerSignal(
        String name, Histogram weights, Histogram gradients, Histogram outputs, Histogram activations) {}
