package dev.orograph.figure;

import dev.orograph.measurement.Surface;

/**
 * A surface among others.
 *
 * @param name what tells it from the others, such as {@code "batch 64"} or {@code "epoch 3"}
 */
public record NamedSurface(String name, Surface surface) {}
