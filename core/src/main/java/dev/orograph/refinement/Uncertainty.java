package dev.orograph.refinement;

import dev.orograph.measurement.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What is thought of the predictions between two rounds: an estimate of their error for every box and cell. Immutable. */
final class Uncertainty {
    /** A prediction that went wrong beside a box counts half for the box: one lucky hit proves little. */
    private static final double NEIGHBOUR = 0.5;

    /** A box is refined when all but this share of the ratios say that its error is too large. */
    private static final double CAUTIOUS = 0.9;

    /** Refining for the sake of the median goes on until this share of the cells is expected to be worse. */
    private static final double WORSE = 0.45;

    private final Grid grid;
    private final List<Leaf> leaves;
    private final BitSet measured;
    private final Calibration calibration;
    private final double[] byLeaf;
    private final double[] byCell;

    Uncertainty(Grid grid, List<Leaf> leaves, BitSet measured, Calibration calibration) {
        this.grid = grid;
        this.leaves = leaves;
        this.measured = measured;
        this.calibration = calibration;
        var own = byCell(leaves.stream().mapToDouble(Leaf::error).toArray());
        this.byLeaf = leaves.stream()
                .mapToDouble(leaf -> Math.max(leaf.error(), NEIGHBOUR * largest(own, leaf.box())))
                .toArray();
        this.byCell = byCell(byLeaf);
    }

    /** The largest value of the boxes of which a cell is part. */
    private double[] byCell(double[] values) {
        var result = new double[grid.cells()];
        for (int i = 0; i < values.length; i++) {
            for (int cell : leaves.get(i).box().cells(grid)) {
                result[cell] = Math.max(result[cell], values[i]);
            }
        }
        return result;
    }

    private double largest(double[] values, Box box) {
        return Arrays.stream(box.cells(grid))
                .mapToDouble(cell -> values[cell])
                .max()
                .orElse(0);
    }

    /** The estimate for a cell, before calibration. */
    double of(int cell) {
        return byCell[cell];
    }

    Estimate estimate() {
        var expected = calibration.expected(IntStream.range(0, byCell.length)
                .filter(cell -> !measured.get(cell))
                .mapToDouble(cell -> byCell[cell])
                .sorted()
                .toArray());
        return new Estimate(
                Quantile.of(expected, 0.5),
                Quantile.of(expected, 0.95),
                (double) measured.cardinality() / grid.cells());
    }

    /** The leaves to refine, the worst first; empty when the tolerance is met. */
    List<Leaf> worst(Tolerance tolerance) {
        var order = IntStream.range(0, leaves.size())
                .filter(leaf -> leaves.get(leaf).box().isDivisible())
                .boxed()
                .sorted(Comparator.comparingDouble(leaf -> -byLeaf[leaf]))
                .toList();
        var estimate = estimate();
        boolean isRough = estimate.median() > tolerance.median();
        double cautious = calibration.factor(CAUTIOUS);
        var above = isRough ? cellsAbove(tolerance.median()) : new BitSet();
        int allowed = (int) (WORSE * (grid.cells() - measured.cardinality()));
        var worst = new ArrayList<Leaf>();
        for (int leaf : order) {
            if (cautious * byLeaf[leaf] > tolerance.most() || above.cardinality() > allowed) {
                worst.add(leaves.get(leaf));
                Arrays.stream(leaves.get(leaf).box().cells(grid)).forEach(above::clear);
            }
        }
        if (worst.isEmpty() && (isRough || estimate.most() > tolerance.most())) {
            // no single box stands out: the worst quarter
            order.subList(0, (order.size() + 3) / 4).forEach(leaf -> worst.add(leaves.get(leaf)));
        }
        return worst;
    }

    private BitSet cellsAbove(double bound) {
        double factor = calibration.factor(0.5);
        var above = new BitSet();
        IntStream.range(0, byCell.length)
                .filter(cell -> factor * byCell[cell] > bound)
                .forEach(above::set);
        above.andNot(measured);
        return above;
    }
}
