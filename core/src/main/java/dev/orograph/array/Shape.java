package dev.orograph.array;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Sizes of an array, outermost dimension first; a scalar has none. Immutable. */
public final class Shape {
    private final long[] sizes;

    private Shape(long[] sizes) {
        this.sizes = sizes;
    }

    /**
     * The shape with the given sizes.
     *
     * @throws IllegalArgumentException if a size is negative
     */
    public static Shape of(long... sizes) {
        for (long size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(sizes) + " has a negative size");
            }
        }
        return new Shape(sizes.clone());
    }

    /** Number of dimensions. */
    public int rank() {
        return sizes.length;
    }

    /** Size of dimension {@code dimension}, counted from the outermost, 0. */
    public long size(int dimension) {
        return sizes[dimension];
    }

    /** A copy of the sizes. */
    public long[] sizes() {
        return sizes.clone();
    }

    /**
     * Number of elements: the product of the sizes, 1 for a scalar.
     *
     * @throws ArithmeticException if it exceeds a long
     */
    public long elements() {
        long product = 1;
        for (long size : sizes) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** As in {@code 64×32×3×3}; {@code scalar} if there are no dimensions. */
    @Override
    public String toString() {
        return sizes.length == 0
                ? "scalar"
                : Arrays.stream(sizes).mapToObj(Long::toString).collect(Collectors.joining("×"));
    }
}
