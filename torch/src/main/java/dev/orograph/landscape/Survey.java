package dev.orograph.landscape;

import dev.orograph.measurement.Grid;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.refinement.Refinement;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures cells of a grid, all of them or those that a {@link Refinement} asks for. Workers, one per processor and
 * single-threaded inside, take tiles from one queue; each finished cell goes to the store at once, so that a killed
 * survey resumes where it was and ends, bit for bit, as an unbroken one.
 */
public final class Survey implements AutoCloseable {
    private final EvaluationPlan plan;
    private final Grid grid;
    private final Listener listener;
    private final CellStore store;
    private final int threads;
    private final double[][] values;
    private final BitSet done = new BitSet();
    private @Nullable Workers workers;
    private Round round;

    /** What is being measured, for the listener. */
    private record Round(String name, BitSet cells, int count) {
        static Round of(String name, BitSet cells) {
            return new Round(name, cells, cells.cardinality());
        }
    }

    /** Called between the rounds of a refinement. */
    @FunctionalInterface
    interface Pause {
        /**
         * Told of a complete round.
         *
         * @param filled what there is by now, predictions included
         */
        void after(Refinement refinement, Supplier<Measured> filled) throws IOException;
    }

    private Survey(
            EvaluationPlan plan,
            Grid grid,
            Map<Integer, double[]> known,
            CellStore store,
            int threads,
            Listener listener) {
        if (grid.dimensions() != plan.dimensions()) {
            throw new IllegalArgumentException(
                    "a grid of " + grid.dimensions() + " axes does not fit a plane of " + plan.dimensions());
        }
        Threads.require(threads);
        this.plan = plan;
        this.grid = grid;
        this.store = store;
        this.threads = threads;
        this.listener = listener;
        this.values = new double[plan.quantities().size()][grid.cells()];
        for (var row : values) {
            Arrays.fill(row, Double.NaN);
        }
        this.round = Round.of("survey", new BitSet());
        known.forEach(this::put);
    }

    /**
     * Measures every cell, or until the listener asks to stop.
     *
     * @param known cells measured before, with their values in the order of the plan's quantities
     * @param threads number of workers, at least 1
     * @throws IOException if a finished cell cannot be kept; everything kept before stays
     */
    public static Measured run(
            EvaluationPlan plan,
            Grid grid,
            Map<Integer, double[]> known,
            CellStore store,
            int threads,
            Listener listener)
            throws IOException {
        try (var survey = new Survey(plan, grid, known, store, threads, listener)) {
            var all = new BitSet();
            all.set(0, grid.cells());
            survey.measure("survey", all);
            var outcome = survey.done.cardinality() == grid.cells() ? Outcome.COMPLETED : Outcome.CANCELLED;
            return new Measured(outcome, grid, plan.quantities(), survey.values, survey.done, new BitSet());
        }
    }

    /**
     * Measures what the refinement asks for and fills in the rest from its predictions, or stops when the listener asks
     * to. Known cells that it does not ask for stay in the result, and nothing is decided by them.
     *
     * @param known cells measured before, with their values in the order of the plan's quantities
     * @param threads number of workers, at least 1
     * @param pause called after each complete round
     * @throws IOException if a finished cell cannot be kept; everything kept before stays
     */
    static Measured refine(
            EvaluationPlan plan,
            Grid grid,
            Map<Integer, double[]> known,
            CellStore store,
            int threads,
            Listener listener,
            Refinement refinement,
            Pause pause)
            throws IOException {
        try (var survey = new Survey(plan, grid, known, store, threads, listener)) {
            for (int[] cells = refinement.next(); cells.length > 0; cells = refinement.next()) {
                var wanted = new BitSet();
                Arrays.stream(cells).forEach(wanted::set);
                if (!survey.measure("round " + (refinement.rounds() + 1), wanted)) {
                    return new Measured(
                            Outcome.CANCELLED, grid, plan.quantities(), survey.values, survey.done, new BitSet());
                }
                refinement.accept(Arrays.stream(cells).mapToObj(survey::cell).toArray(double[][]::new));
                pause.after(refinement, () -> survey.filled(refinement));
            }
            return survey.filled(refinement);
        }
    }

    /** What there is between rounds: known cells, and predictions of the others. */
    private Measured filled(Refinement refinement) {
        var filled = refinement.filled();
        var predicted = new BitSet();
        predicted.set(0, grid.cells());
        predicted.andNot(done);
        done.stream().forEach(cell -> {
            for (int quantity = 0; quantity < values.length; quantity++) {
                filled[quantity][cell] = values[quantity][cell];
            }
        });
        return new Measured(Outcome.COMPLETED, grid, plan.quantities(), filled, (BitSet) done.clone(), predicted);
    }

    private double[] cell(int cell) {
        return Arrays.stream(values).mapToDouble(row -> row[cell]).toArray();
    }

    /** Measures those of the cells that are not known; false if it stopped before. */
    private boolean measure(String name, BitSet cells) throws IOException {
        var missing = (BitSet) cells.clone();
        synchronized (this) {
            round = Round.of(name, cells);
            missing.andNot(done);
        }
        if (missing.isEmpty()) {
            return true;
        }
        if (workers == null) {
            workers = new Workers(plan, threads, listener, this::measure);
        }
        return workers.measure(Tiles.of(grid, missing, plan.tileCells()));
    }

    private void measure(CellEvaluator evaluator, int[] tile) throws IOException {
        var coordinates = Arrays.stream(tile).mapToObj(grid::coordinates).toArray(double[][]::new);
        finish(tile, evaluator.evaluate(coordinates));
    }

    private synchronized void finish(int[] tile, double[][] measured) throws IOException {
        for (int i = 0; i < tile.length; i++) {
            store.append(tile[i], measured[i]);
            put(tile[i], measured[i]);
        }
        var last = measured[tile.length - 1];
        var left = (BitSet) round.cells().clone();
        left.andNot(done);
        listener.onProgress(new Progress(
                round.name(),
                round.count() - left.cardinality(),
                round.count(),
                "cell",
                plan.quantities().get(0) + " " + (float) last[0]));
    }

    private void put(int cell, double[] measured) {
        for (int quantity = 0; quantity < values.length; quantity++) {
            values[quantity][cell] = measured[quantity];
        }
        done.set(cell);
    }

    @Override
    public void close() {
        if (workers != null) {
            workers.close();
            workers = null;
        }
    }
}
