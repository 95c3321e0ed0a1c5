package dev.orograph.refinement;

import dev.orograph.measurement.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A survey from coarse to fine, decided between complete rounds. The first round is a coarse lattice; the second the
 * centres of its boxes, each predicted before it is measured. Boxes in which the predictions were wrong are then halved
 * along every axis, and control cells elsewhere tell how the errors compare with their estimates; until the errors are
 * within the tolerance or everything is measured. What a round asks for depends on the grid, the tolerance and the
 * values of the rounds before, and on nothing else.
 *
 * <p>Mutable; for one thread. {@link #next} and {@link #accept} alternate until {@code next} is empty.
 */
public final class Refinement {
    /** Control cells of a round. */
    private static final int CONTROLS = 36;

    /** With fewer predictions compared with what was found then, an estimate is worth nothing. */
    private static final int FEWEST_CHECKED = 25;

    private final Grid grid;
    private final Tolerance tolerance;
    private final double[][] values;
    private final BitSet measured = new BitSet();
    private final double[] errors;
    private final int latticeCells;
    private List<Treatment> treatments;
    private List<Leaf> leaves;
    private Calibration calibration = Calibration.NONE;
    private Uncertainty uncertainty;
    private Round round;
    private int rounds;

    /**
     * What is being measured.
     *
     * @param cells ascending
     * @param refined the leaves for whose sake
     * @param controls the cells among them that are there to check the estimates
     * @param predictions by position and quantity, made before; empty for the first round
     */
    private record Round(List<Integer> cells, List<Leaf> refined, BitSet controls, List<double[]> predictions) {}

    /**
     * Begins.
     *
     * @param treatments one for each quantity, at least one of them judged
     */
    public Refinement(Grid grid, List<Treatment> treatments, Tolerance tolerance) {
        if (treatments.stream().noneMatch(Treatment::isJudged)) {
            throw new IllegalArgumentException("no quantity is judged, so that nothing can tell where to refine");
        }
        this.grid = grid;
        this.tolerance = tolerance;
        this.treatments = List.copyOf(treatments);
        this.values = new double[treatments.size()][grid.cells()];
        for (var row : values) {
            Arrays.fill(row, Double.NaN);
        }
        this.errors = new double[grid.cells()];
        var lattice = Lattice.of(grid);
        this.leaves = lattice.boxes().stream()
                .map(box -> new Leaf(box, false, Double.POSITIVE_INFINITY))
                .toList();
        this.uncertainty = new Uncertainty(grid, leaves, measured, calibration);
        var first = Arrays.stream(lattice.cells()).boxed().toList();
        this.latticeCells = first.size();
        this.round = new Round(first, List.of(), new BitSet(), List.of());
    }

    /** The cells to measure now, ascending; empty when the tolerance is met. */
    public int[] next() {
        return round.cells().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Number of complete rounds. */
    public int rounds() {
        return rounds;
    }

    /**
     * Takes the values of the cells that {@link #next} named.
     *
     * @param found by position in {@code next} and quantity
     */
    public void accept(double[][] found) {
        var cells = next();
        if (found.length != cells.length) {
            throw new IllegalArgumentException(
                    found.length + " values for the " + cells.length + " cells of the round");
        }
        for (int i = 0; i < cells.length; i++) {
            for (int quantity = 0; quantity < values.length; quantity++) {
                values[quantity][cells[i]] = found[i][quantity];
            }
            measured.set(cells[i]);
        }
        if (rounds == 0) {
            treatments = IntStream.range(0, values.length)
                    .mapToObj(quantity -> treatments.get(quantity).afterSeeing(known(quantity)))
                    .toList();
        } else {
            judge();
        }
        rounds++;
        plan();
    }

    private double[] known(int quantity) {
        return measured.stream().mapToDouble(cell -> values[quantity][cell]).toArray();
    }

    /** Compares the predictions with what was found. */
    private void judge() {
        for (int i = 0; i < round.cells().size(); i++) {
            int cell = round.cells().get(i);
            errors[cell] = error(round.predictions().get(i), cell);
        }
        calibration = calibration.with(round.controls().stream()
                .mapToDouble(cell -> errors[cell] / uncertainty.of(cell))
                .toArray());
        leaves = refined(round.refined());
        leaves = leaves.stream().map(this::checked).toList();
    }

    /** A box is at least as uncertain as the control cells in it were. */
    private Leaf checked(Leaf leaf) {
        double error = Arrays.stream(leaf.box().cells(grid))
                .filter(round.controls()::get)
                .mapToDouble(cell -> errors[cell])
                .max()
                .orElse(0);
        return error > leaf.error() ? new Leaf(leaf.box(), leaf.isProbed(), error) : leaf;
    }

    private double error(double[] predicted, int cell) {
        double largest = 0;
        for (int quantity = 0; quantity < values.length; quantity++) {
            if (treatments.get(quantity).isJudged()) {
                largest =
                        Math.max(largest, treatments.get(quantity).error(predicted[quantity], values[quantity][cell]));
            }
        }
        return largest;
    }

    /** Chooses the next round; boxes all of whose cells are known already are refined at once. */
    private void plan() {
        List<Leaf> worst;
        var wanted = new BitSet();
        do {
            uncertainty = new Uncertainty(grid, leaves, (BitSet) measured.clone(), calibration);
            worst = uncertainty.worst(tolerance);
            for (var leaf : worst) {
                Arrays.stream(leaf.cells(grid, tolerance)).forEach(wanted::set);
            }
            wanted.andNot(measured);
            if (wanted.isEmpty()) {
                leaves = refined(worst);
            }
        } while (wanted.isEmpty() && !worst.isEmpty());
        var controls = controls(wanted);
        wanted.or(controls);
        var cells = wanted.stream().boxed().toList();
        round = new Round(cells, worst, controls, predicted(cells));
    }

    /** Cells beside those that are wanted anyway, as long as they are needed. */
    private BitSet controls(BitSet wanted) {
        int missing = FEWEST_CHECKED - (measured.cardinality() - latticeCells);
        boolean isMet = wanted.isEmpty();
        if (rounds < 2 || (isMet ? missing <= 0 : calibration.isComplete())) {
            return new BitSet();
        }
        var taken = (BitSet) measured.clone();
        taken.or(wanted);
        return Controls.among(grid, taken, uncertainty, isMet ? missing : CONTROLS);
    }

    private List<double[]> predicted(List<Integer> cells) {
        var predictor = new Predictor(grid, treatments, values, measured);
        return cells.parallelStream().map(predictor::at).toList();
    }

    private List<Leaf> refined(List<Leaf> worst) {
        var inWork = new HashSet<>(worst);
        var next = new ArrayList<Leaf>();
        for (var leaf : leaves) {
            if (!inWork.contains(leaf)) {
                next.add(leaf);
            } else if (leaf.isProbedFirst(tolerance)) {
                next.add(leaf(leaf.box(), true, errors[leaf.box().centre(grid)]));
            } else {
                divide(leaf, next);
            }
        }
        return List.copyOf(next);
    }

    /** A child is as uncertain as the new cells at its corners were. */
    private void divide(Leaf leaf, List<Leaf> next) {
        var old = new BitSet();
        Arrays.stream(leaf.box().corners(grid)).forEach(old::set);
        if (leaf.isProbed()) {
            old.set(leaf.box().centre(grid));
        }
        for (var child : leaf.box().children()) {
            double error = Arrays.stream(child.corners(grid))
                    .filter(cell -> !old.get(cell))
                    .mapToDouble(cell -> errors[cell])
                    .max()
                    .orElse(0);
            next.add(leaf(child, false, error));
        }
    }

    /** Where some corners are finite and others not there is a wall, which no probe makes go away. */
    private Leaf leaf(Box box, boolean isProbed, double error) {
        var corners = box.corners(grid);
        long finite = Arrays.stream(corners)
                .filter(cell -> Predictor.isFinite(treatments, values, cell))
                .count();
        return finite > 0 && finite < corners.length
                ? new Leaf(box, true, Double.POSITIVE_INFINITY)
                : new Leaf(box, isProbed, error);
    }

    /** How good the predictions of the cells that are not measured are thought to be. */
    public Estimate estimate() {
        return uncertainty.estimate();
    }

    /** The cells that have been measured so far. */
    public BitSet measured() {
        return (BitSet) measured.clone();
    }

    /**
     * All cells by quantity: measured values with their bits, predictions elsewhere.
     *
     * @throws IllegalStateException before the first round is complete
     */
    public double[][] filled() {
        if (rounds == 0) {
            throw new IllegalStateException("nothing is measured yet");
        }
        var result = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        var missing = IntStream.range(0, grid.cells())
                .filter(cell -> !measured.get(cell))
                .boxed()
                .toList();
        var predictions = predicted(missing);
        for (int i = 0; i < predictions.size(); i++) {
            for (int quantity = 0; quantity < result.length; quantity++) {
                result[quantity][missing.get(i)] = predictions.get(i)[quantity];
            }
        }
        return result;
    }
}
