package dev.orograph.landscape;

import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Projects weights on a plane by least squares, in float64: the coordinates c that minimise ‖θ − θ₀ − Σ cₖ·dₖ‖, which for
 * directions at right angles are ⟨θ − θ₀, dₖ⟩/‖dₖ‖². Borrows the plane; belongs to one thread.
 */
final class Projection {
    /** Elements that are in float64 at a time. */
    private static final long PIECE = 1 << 18;

    private final Plane plane;
    private final double[][] inverse;

    /**
     * A point's place.
     *
     * @param coordinates one per axis, x first
     * @param distance ‖θ − θ₀‖
     * @param residual ‖θ − projection‖ / ‖θ − θ₀‖; NaN at θ₀ itself
     */
    record Place(List<Double> coordinates, double distance, double residual) {
        Place {
            coordinates = List.copyOf(coordinates);
        }
    }

    /**
     * @throws IllegalArgumentException if the directions do not span a plane
     */
    Projection(Plane plane) {
        this.plane = plane;
        this.inverse = inverse(plane);
    }

    private static double[][] inverse(Plane plane) {
        int n = plane.dimensions();
        var products = products(plane, null);
        try (var scope = new PointerScope()) {
            var gram = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    gram[i * n + j] = products[i][j] / Math.sqrt(products[i][i] * products[j][j]);
                }
            }
            var matrix = Tensors.of(gram, n, n);
            // of normalised directions: its inverse says by how much their angle enlarges rounding
            double smallest = Arrays.stream(gram).anyMatch(Double::isNaN)
                    ? 0
                    : torch.linalg_eigvalsh(matrix).min().item_double();
            if (!(smallest > 1e-10)) {
                throw new IllegalArgumentException(
                        "the directions lie on one line, so nothing can be projected on a plane; choose others");
            }
            var flat = Tensors.toDoubles(torch.linalg_inv(matrix));
            var inverse = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    inverse[i][j] = flat[i * n + j] / Math.sqrt(products[i][i] * products[j][j]);
                }
            }
            return inverse;
        }
    }

    /**
     * Where weights lie.
     *
     * @param theta [elements]
     */
    Place of(Tensor theta) {
        int n = plane.dimensions();
        var products = products(plane, theta);
        var coordinates = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                coordinates[i] += inverse[i][j] * products[n][j];
            }
        }
        double distance = Math.sqrt(products[n][n]);
        return new Place(
                Arrays.stream(coordinates).boxed().toList(),
                distance,
                Math.sqrt(residualSquare(theta, coordinates)) / distance);
    }

    private double residualSquare(Tensor theta, double[] coordinates) {
        double sum = 0;
        for (long start = 0; start < theta.numel(); start += PIECE) {
            try (var scope = new PointerScope()) {
                var left = difference(plane, theta, start);
                for (int axis = 0; axis < coordinates.length; axis++) {
                    left.sub_(piece(plane.directions().get(axis), start), new Scalar(coordinates[axis]));
                }
                sum += left.dot(left).item_double();
            }
        }
        return sum;
    }

    /** Inner products of the directions and, as the last row and column, of θ − θ₀ if there is a θ. */
    private static double[][] products(Plane plane, @Nullable Tensor theta) {
        int n = plane.dimensions() + (theta == null ? 0 : 1);
        var sums = new double[n][n];
        for (long start = 0; start < plane.origin().numel(); start += PIECE) {
            try (var scope = new PointerScope()) {
                var rows = new TensorVector();
                for (var direction : plane.directions()) {
                    rows.push_back(piece(direction, start));
                }
                if (theta != null) {
                    rows.push_back(difference(plane, theta, start));
                }
                var matrix = torch.stack(rows, 0);
                var part = Tensors.toDoubles(matrix.mm(matrix.t()));
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        sums[i][j] += part[i * n + j];
                    }
                }
            }
        }
        return sums;
    }

    private static Tensor difference(Plane plane, Tensor theta, long start) {
        return piece(theta, start).sub(piece(plane.origin(), start));
    }

    private static Tensor piece(Tensor flat, long start) {
        return flat.narrow(0, start, Math.min(PIECE, flat.numel() - start)).to(ScalarType.Double);
    }
}
