package dev.orograph.sweep;

import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Trains several networks at once. A training that runs single-threaded needs no barrier between its threads, so as many
 * trainings as there are processors, each with one thread, share a machine best; how many threads each takes is in its
 * recipe. What has ended before is read, what was interrupted goes on.
 */
public final class TrainingPool {
    private final Path dataDirectory;
    private final int jobs;

    /**
     * @param dataDirectory where data sets lie
     * @param jobs trainings at once, at least 1
     */
    public TrainingPool(Path dataDirectory, int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("number of trainings at once " + jobs + " must be at least 1");
        }
        this.dataDirectory = dataDirectory;
        this.jobs = jobs;
    }

    /**
     * All runs, in the order of their plans.
     *
     * @throws CancellationException if the listener asked to stop; what was done is kept
     * @throws IOException if a training cannot be made; the others then stop and keep what they have done
     */
    public List<TrainedRun> train(List<PlannedRun> plans, Listener listener) throws IOException {
        var shared = new PoolListener(plans, listener);
        var data = new SharedData(dataDirectory, listener);
        var threads = Executors.newFixedThreadPool(Math.max(1, Math.min(jobs, plans.size())), task -> {
            var thread = new Thread(task, "orograph-training");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var futures = new ArrayList<Future<TrainedRun>>();
            for (var plan : plans) {
                futures.add(threads.submit(() -> train(plan, data, shared)));
            }
            return results(futures, shared);
        } finally {
            threads.shutdown();
            awaitEnd(threads);
            data.close();
        }
    }

    /** Whatever interrupts it: tensors must not be released under those that still read them. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static TrainedRun train(PlannedRun plan, SharedData data, PoolListener shared) throws IOException {
        if (shared.isCancelled()) {
            throw new CancellationException("stopped before training " + plan.name());
        }
        var trained = TrainedRun.of(plan, data::open, shared.of(plan));
        shared.finish(plan);
        return trained;
    }

    /** Waits for all of them, also where one failed, so that nobody writes any more. */
    private static List<TrainedRun> results(List<Future<TrainedRun>> futures, PoolListener shared) throws IOException {
        var results = new ArrayList<TrainedRun>();
        Throwable failure = null;
        for (var future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                shared.stop();
                // The first to fail says why; the others stopped for its sake.
                failure = failure == null || failure instanceof CancellationException ? e.getCause() : failure;
            } catch (InterruptedException e) {
                shared.stop();
                Thread.currentThread().interrupt();
                throw new CancellationException("stopped while training");
            }
        }
        if (failure == null) {
            return results;
        }
        if (failure instanceof IOException io) {
            throw io;
        } else if (failure instanceof RuntimeException runtime) {
            throw runtime;
        } else if (failure instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure);
    }
}
