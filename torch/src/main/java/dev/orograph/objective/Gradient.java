package dev.orograph.objective;

import org.bytedeco.pytorch.Tensor;

/**
 * What an objective is at one point, and how it changes there.
 *
 * @param value loss and accuracy at the point
 * @param vector derivative of the loss, [parameters], of the point's element type; belongs to the current scope
 */
public record Gradient(Value value, Tensor vector) {}
