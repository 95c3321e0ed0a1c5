package dev.orograph.optimize;

import org.bytedeco.pytorch.Tensor;

/**
 * A point on a line from θ and what the function is there.
 *
 * @param length how far along the direction
 * @param slope derivative by the length
 * @param gradient [parameters]; belongs to no scope: whoever drops it closes it
 */
record LineTrial(double length, double loss, double slope, Tensor gradient) {}
