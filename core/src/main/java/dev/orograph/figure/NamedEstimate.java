package dev.orograph.figure;

import dev.orograph.spectrum.Estimate;

/**
 * An estimated number of one part of a network, such as the trace of a block of weights.
 *
 * @param name of the part
 * @param estimate the number with its error
 */
public record NamedEstimate(String name, Estimate estimate) {}
