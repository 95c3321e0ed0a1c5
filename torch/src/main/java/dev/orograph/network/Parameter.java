package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;

/**
 * One block of parameters that a layer has.
 *
 * @param name within the layer, such as {@code weight}
 * @param kind what it does
 * @param shape native shape
 * @param center middle of the interval its default initial values are drawn from
 * @param bound half the width of that interval; 0 for a constant
 */
public record Parameter(String name, BlockKind kind, Shape shape, double center, double bound) {
    /** A block whose values start uniform on ±1/√fanIn, as torch's affine and convolutional layers do. */
    static Parameter uniform(String name, BlockKind kind, long fanIn, long... sizes) {
        return new Parameter(name, kind, Shape.of(sizes), 0, 1 / Math.sqrt((double) fanIn));
    }

    /** A block whose values start equal. */
    static Parameter constant(String name, BlockKind kind, double value, long... sizes) {
        return new Parameter(name, kind, Shape.of(sizes), value, 0);
    }
}
