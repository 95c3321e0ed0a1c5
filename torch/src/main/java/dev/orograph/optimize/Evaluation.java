package dev.orograph.optimize;

import org.bytedeco.pytorch.Tensor;

/**
 * A loss and its gradient at one point.
 *
 * @param loss may be NaN or infinite
 * @param gradient [parameters]; belongs to the current scope, and whoever asked for it may overwrite it
 */
public record Evaluation(double loss, Tensor gradient) {}
