package dev.orograph.landscape;

import dev.orograph.progress.Listener;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The workers of a survey: threads that measure tiles, each with an evaluator of its own that it keeps from round to
 * round. Used by one thread.
 */
final class Workers implements AutoCloseable {
    /** Milliseconds after which a wish to stop is noticed in the middle of a tile. */
    private static final long CANCELLATION_INTERVAL = 100;

    private final EvaluationPlan plan;
    private final Listener listener;
    private final Measuring measuring;
    private final ExecutorService pool;
    private final TileQueue queue = new TileQueue();
    private final List<Future<?>> running = new ArrayList<>();

    /** Measures one tile with a worker's evaluator and keeps the result. */
    @FunctionalInterface
    interface Measuring {
        void measure(CellEvaluator evaluator, int[] tile) throws IOException;
    }

    Workers(EvaluationPlan plan, int threads, Listener listener, Measuring measuring) {
        this.plan = plan;
        this.listener = listener;
        this.measuring = measuring;
        this.pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            running.add(pool.submit(() -> {
                work();
                return null;
            }));
        }
    }

    /** Measures all tiles, or stops when the listener wants to or this thread is interrupted; false if it stopped. */
    boolean measure(List<int[]> tiles) throws IOException {
        queue.add(tiles);
        try {
            while (!queue.isEmptyWithin(CANCELLATION_INTERVAL)) {
                if (listener.isCancelled() || haveEnded()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Throws what a worker threw, if one failed; others end early only for the listener's sake. */
    private boolean haveEnded() throws IOException, InterruptedException {
        boolean ended = true;
        for (var worker : running) {
            if (worker.isDone()) {
                result(worker);
            } else {
                ended = false;
            }
        }
        return ended;
    }

    private static void result(Future<?> worker) throws IOException, InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException("a survey worker failed", e.getCause());
        }
    }

    private void work() throws IOException {
        Threads.useInCurrentThread(1);
        boolean succeeded = false;
        try (var evaluator = plan.newEvaluator()) {
            for (int[] tile = queue.take(); tile != null && !isStopped(); tile = queue.take()) {
                measuring.measure(evaluator, tile);
                queue.finish();
            }
            succeeded = true;
        } catch (CancellationException e) {
            succeeded = true; // stopped in the middle of a tile, which is measured again
        } catch (InterruptedException e) {
            succeeded = true;
            Thread.currentThread().interrupt();
        } finally {
            if (!succeeded) {
                queue.close(); // a failed worker ends the survey: nobody starts another tile
            }
        }
    }

    private boolean isStopped() {
        return listener.isCancelled() || Thread.currentThread().isInterrupted();
    }

    /** Returns when no worker uses the plan any more: its owner frees it then. */
    @Override
    public void close() {
        queue.close();
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
}
