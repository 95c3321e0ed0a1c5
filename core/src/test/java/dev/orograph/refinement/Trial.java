package dev.orograph.refinement;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A refinement carried to its end on a formula, beside the formula at every cell. */
final class Trial {
    private final Grid grid;
    private final double[] truth;
    private final double[] filled;
    private final Treatment treatment;
    private final Refinement refinement;
    private final List<int[]> rounds = new ArrayList<>();

    private Trial(Grid grid, Tolerance tolerance, ToDoubleFunction<double[]> formula) {
        this.grid = grid;
        this.truth = IntStream.range(0, grid.cells())
                .mapToDouble(cell -> formula.applyAsDouble(grid.coordinates(cell)))
                .toArray();
        this.treatment = Treatment.judged(formula.applyAsDouble(new double[grid.dimensions()]));
        this.refinement = new Refinement(grid, List.of(treatment), tolerance);
        for (int[] cells = refinement.next(); cells.length > 0; cells = refinement.next()) {
            rounds.add(cells);
            refinement.accept(Arrays.stream(cells)
                    .mapToObj(cell -> new double[] {truth[cell]})
                    .toArray(double[][]::new));
        }
        this.filled = refinement.filled()[0];
    }

    static Trial of(Grid grid, Tolerance tolerance, ToDoubleFunction<double[]> formula) {
        return new Trial(grid, tolerance, formula);
    }

    Grid grid() {
        return grid;
    }

    /** The formula at every cell. */
    double[] truth() {
        return truth;
    }

    /** What the refinement says. */
    double[] filled() {
        return filled;
    }

    BitSet measured() {
        return refinement.measured();
    }

    Estimate estimate() {
        return refinement.estimate();
    }

    /** The cells of each round. */
    List<int[]> rounds() {
        return rounds;
    }

    /** 51 by 51 points on [−1, 1]². */
    static Grid plane() {
        return Grid.of(new Axis("x", -1, 1, 51), new Axis("y", -1, 1, 51));
    }

    double share() {
        return (double) measured().cardinality() / grid.cells();
    }

    /** The error that a share of the interpolated cells does not exceed; a finite cell taken for another is infinite. */
    double error(double share) {
        var measured = measured();
        return Quantile.of(
                IntStream.range(0, truth.length)
                        .filter(cell -> !measured.get(cell))
                        .mapToDouble(cell -> treatment.error(filled[cell], truth[cell]))
                        .sorted()
                        .toArray(),
                share);
    }
}
