package dev.orograph.landscape;

import dev.orograph.measurement.Grid;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Measures every cell of a grid. Workers, one per processor and single-threaded inside, take tiles from one queue; each
 * finished cell goes to the store at once, so that a killed survey resumes where it was and ends, bit for bit, as an
 * unbroken one.
 */
public final class Survey {
    /** Milliseconds after which a wish to stop is noticed in the middle of a tile. */
    private static final long CANCELLATION_INTERVAL = 100;

    private final EvaluationPlan plan;
    private final Grid grid;
    private final Listener listener;
    private final CellStore store;
    private final double[][] values;
    private final BitSet done = new BitSet();

    private Survey(EvaluationPlan plan, Grid grid, CellStore store, Listener listener) {
        this.plan = plan;
        this.grid = grid;
        this.store = store;
        this.listener = listener;
        this.values = new double[plan.quantities().size()][grid.cells()];
        for (var row : values) {
            Arrays.fill(row, Double.NaN);
        }
    }

    /**
     * Runs to the end, or until the listener asks to stop.
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
        if (grid.dimensions() != plan.dimensions()) {
            throw new IllegalArgumentException(
                    "a grid of " + grid.dimensions() + " axes does not fit a plane of " + plan.dimensions());
        }
        Threads.require(threads);
        var survey = new Survey(plan, grid, store, listener);
        known.forEach(survey::put);
        survey.measureRest(threads);
        var outcome = survey.done.cardinality() == grid.cells() ? Outcome.COMPLETED : Outcome.CANCELLED;
        return new Measured(outcome, grid, plan.quantities(), survey.values, survey.done);
    }

    private void measureRest(int threads) throws IOException {
        Queue<int[]> tiles = new ConcurrentLinkedQueue<>(Tiles.of(grid, done, plan.tileCells()));
        if (tiles.isEmpty()) {
            return;
        }
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit((Callable<Void>) () -> {
                    work(tiles);
                    return null;
                }));
            }
            for (var worker : workers) {
                await(worker, pool);
            }
        } finally {
            end(pool);
        }
    }

    /** Waits for a worker, and tells all of them when the listener wants to stop. */
    private void await(Future<Void> worker, ExecutorService pool) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                worker.get(CANCELLATION_INTERVAL, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (listener.isCancelled()) {
                    pool.shutdownNow();
                }
            } catch (CancellationException e) {
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                if (e.getCause() instanceof RuntimeException runtime) {
                    throw runtime;
                }
                throw new IllegalStateException("a survey worker failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns when no worker uses the plan any more: its owner frees it then. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Queue<int[]> tiles) throws IOException {
        Threads.useInCurrentThread(1);
        boolean succeeded = false;
        try (var evaluator = plan.newEvaluator()) {
            int[] tile = tiles.poll();
            while (tile != null && !isStopped()) {
                var coordinates =
                        Arrays.stream(tile).mapToObj(grid::coordinates).toArray(double[][]::new);
                finish(tile, evaluator.evaluate(coordinates));
                tile = tiles.poll();
            }
            succeeded = true;
        } catch (CancellationException e) {
            succeeded = true; // stopped in the middle of a tile, which is measured again
        } finally {
            if (!succeeded) {
                tiles.clear(); // a failed worker ends the survey: nobody starts another tile
            }
        }
    }

    private boolean isStopped() {
        return listener.isCancelled() || Thread.currentThread().isInterrupted();
    }

    private synchronized void finish(int[] tile, double[][] measured) throws IOException {
        for (int i = 0; i < tile.length; i++) {
            store.append(tile[i], measured[i]);
            put(tile[i], measured[i]);
        }
        var last = measured[tile.length - 1];
        listener.onProgress(new Progress(
                "survey",
                done.cardinality(),
                grid.cells(),
                "cell",
                plan.quantities().get(0) + " " + (float) last[0]));
    }

    private void put(int cell, double[] measured) {
        for (int quantity = 0; quantity < values.length; quantity++) {
            values[quantity][cell] = measured[quantity];
        }
        done.set(cell);
    }
}
