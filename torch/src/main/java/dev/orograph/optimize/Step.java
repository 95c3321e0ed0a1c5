package dev.orograph.optimize;

import org.bytedeco.pytorch.Tensor;

/**
 * Where and when a step is made.
 *
 * @param number of the step, from 1
 * @param learningRate η of this step
 * @param theta the parameters, [parameters]
 * @param function what is lowered, for those that ask it again
 */
public record Step(long number, double learningRate, Tensor theta, LossFunction function) {}
