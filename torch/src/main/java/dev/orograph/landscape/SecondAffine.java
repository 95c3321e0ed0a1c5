package dev.orograph.landscape;

import dev.orograph.network.Binding;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Pieces;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The second affine layer along a row of cells, all coordinates but α fixed. Between the first and the second layer stands a ReLU, so with
 * the first layer's s + α·x and the second's weights A + α·B the output is the sum over the active units u of
 * (s_u + α·x_u)·(A_u + α·B_u), a quadratic P + α·Q + α²·R whose coefficients change only where a unit switches on or
 * off. Each does so at most once along the row, at α = −s_u/x_u. So the coefficients are computed once, at α = 0, and a
 * {@link RowWalk} carries them outward: instead of a matrix product per cell, a few row operations per switch.
 */
final class SecondAffine {
    /** Coordinates up to here, and numbers up to {@link #LARGEST}, keep all sums finite. */
    private static final double FARTHEST = 1e6;

    private static final double LARGEST = 1e9;

    private final Plane plane;
    private final Layout layout;
    private final Binding binding;
    private final float[][] slopes;

    SecondAffine(Plane plane, Layout layout, Binding binding) {
        this.plane = plane;
        this.layout = layout;
        this.binding = binding;
        this.slopes = byUnit(parameter(plane.x(), 0));
    }

    /** Whether the coefficients stay finite at all coordinates within reach. */
    static boolean suits(Plane plane, FirstAffine first) {
        try (var scope = new PointerScope()) {
            return Pieces.all(plane.origin(), SecondAffine::isSmall)
                    && plane.directions().stream().allMatch(direction -> Pieces.all(direction, SecondAffine::isSmall))
                    && first.isResident()
                    && first.allProducts(SecondAffine::isSmall);
        }
    }

    private static boolean isSmall(Tensor tensor) {
        return tensor.abs().max().item_double() <= LARGEST; // false for NaN
    }

    /** Whether a cell is near enough; others are measured without this. */
    static boolean reaches(CellWeights cell) {
        return Arrays.stream(cell.coordinates()).allMatch(coordinate -> Math.abs(coordinate) <= FARTHEST);
    }

    /** Number of the first layer's outputs. */
    int units() {
        return slopes.length;
    }

    int outputs() {
        return slopes[0].length;
    }

    /**
     * Brings a walk to α = 0 of a row, on one block of samples.
     *
     * @param row the coordinates along all axes but the first
     */
    void open(RowWalk walk, double[] row, FirstAffine.Products products) {
        try (var scope = new PointerScope()) {
            var x = products.x();
            var s = products.origin();
            for (int axis = row.length; axis > 0; axis--) {
                s = s.add(products.along().get(axis), new Scalar(row[axis - 1]));
            }
            var weight = atRow(0, row);
            var slope = parameter(plane.x(), 0);
            var active = s.relu();
            var activeSlope = x.mul(s.gt(new Scalar(0.0)));
            var p = active.mm(weight.t());
            var q = active.mm(slope.t()).addmm_(activeSlope, weight.t());
            var r = activeSlope.mm(slope.t());
            if (binding.blocks().size() > 1) {
                p.add_(atRow(1, row));
                q.add_(parameter(plane.x(), 1));
            }
            walk.open(s, x, byUnit(weight), slopes, p, q, r);
        }
    }

    private Tensor atRow(int position, double[] row) {
        var sum = parameter(plane.origin(), position);
        for (int axis = row.length; axis > 0; axis--) {
            sum = sum.add(parameter(plane.directions().get(axis), position), new Scalar(row[axis - 1]));
        }
        return sum;
    }

    private Tensor parameter(Tensor vector, int position) {
        return layout.view(vector, layout.blocks().get(binding.blocks().get(position)));
    }

    /** Rows of the transposed [outputs, units] matrix. */
    private static float[][] byUnit(Tensor weight) {
        try (var scope = new PointerScope()) {
            var transposed = weight.t();
            var rows = new float[Math.toIntExact(transposed.size(0))][Math.toIntExact(transposed.size(1))];
            Tensors.toRows(transposed, rows);
            return rows;
        }
    }
}
