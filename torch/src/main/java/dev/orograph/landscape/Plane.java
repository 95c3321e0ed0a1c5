package dev.orograph.landscape;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A line or plane in parameter space: θ(α, β) = (θ₀ + β·dy) + α·dx, always added in this order. Owns its tensors; may
 * be read by several threads.
 */
public final class Plane implements AutoCloseable {
    private final Tensor origin;
    private final Tensor x;
    private final @Nullable Tensor y;

    private Plane(Tensor origin, Tensor x, @Nullable Tensor y) {
        this.origin = origin;
        this.x = x;
        this.y = y;
    }

    /**
     * The line through {@code origin} along {@code x}; copies both.
     *
     * @param origin [elements]
     * @param x [elements]
     */
    public static Plane line(Tensor origin, Tensor x) {
        requireSameSize(origin, x);
        try (var scope = new PointerScope()) {
            return new Plane(copy(origin), copy(x), null);
        }
    }

    /**
     * The plane through {@code origin} along {@code x} and {@code y}; copies all three.
     *
     * @param origin [elements]
     * @param x [elements]
     * @param y [elements]
     */
    public static Plane through(Tensor origin, Tensor x, Tensor y) {
        requireSameSize(origin, x);
        requireSameSize(origin, y);
        try (var scope = new PointerScope()) {
            return new Plane(copy(origin), copy(x), copy(y));
        }
    }

    private static Tensor copy(Tensor tensor) {
        return Tensors.own(tensor.detach().clone());
    }

    private static void requireSameSize(Tensor origin, Tensor direction) {
        if (origin.numel() != direction.numel()) {
            throw new IllegalArgumentException("a direction of " + direction.numel()
                    + " elements does not fit a network of " + origin.numel() + " parameters");
        }
    }

    /** θ₀, still owned by this plane. */
    public Tensor origin() {
        return origin;
    }

    /** Direction of the first coordinate, still owned by this plane. */
    public Tensor x() {
        return x;
    }

    /** Direction of the second coordinate, still owned by this plane; null on a line. */
    public @Nullable Tensor y() {
        return y;
    }

    /** 1 for a line, 2 for a plane. */
    public int dimensions() {
        return y == null ? 1 : 2;
    }

    /**
     * The parameters at a point; belong to the current scope.
     *
     * @param coordinates α, and β on a plane
     * @return [elements]
     */
    public Tensor theta(double... coordinates) {
        if (coordinates.length != dimensions()) {
            throw new IllegalArgumentException(coordinates.length + " coordinates for " + dimensions() + " directions");
        }
        try (var scope = new PointerScope()) {
            var base = y == null ? origin : origin.add(y, new Scalar(coordinates[1]));
            return Tensors.keep(base.add(x, new Scalar(coordinates[0])));
        }
    }

    /** Cosine of the angle between the directions, in float64; NaN if one is zero or this is a line. */
    public double cosine() {
        if (y == null) {
            return Double.NaN;
        }
        try (var scope = new PointerScope()) {
            var dx = x.to(ScalarType.Double);
            var dy = y.to(ScalarType.Double);
            return dx.dot(dy).item_double()
                    / (dx.norm().item_double() * dy.norm().item_double());
        }
    }

    @Override
    public void close() {
        origin.close();
        x.close();
        if (y != null) {
            y.close();
        }
    }
}
