package dev.orograph.landscape;

import org.bytedeco.pytorch.Tensor;

/**
 * Weights of one layer at one cell, made ready for the operation that uses them on every block of samples.
 *
 * @param weight of convolutions [filters, …], of affine layers [outputs, inputs]; perhaps packed
 * @param bias [filters] or [outputs]
 */
record PreparedWeights(Tensor weight, Tensor bias) {}
