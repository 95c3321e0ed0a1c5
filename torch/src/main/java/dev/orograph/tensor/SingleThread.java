package dev.orograph.tensor;

import dev.orograph.progress.Listener;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that runs with one thread per operation, as the workers of a survey do, without changing the calling thread. */
public final class SingleThread {
    /** Milliseconds after which a wish to stop is noticed. */
    private static final long CANCELLATION_INTERVAL = 100;

    private SingleThread() {}

    /**
     * Runs {@code work} and waits for its end, whatever happens: whoever called gives back tensors that it may read.
     *
     * @param work asks between its steps whether its thread is interrupted, and ends by a {@link CancellationException}
     * @param listener asked whether to stop
     * @return empty if the listener stopped it
     * @throws IllegalStateException if the calling thread is interrupted
     */
    public static <T> Optional<T> run(Callable<T> work, Listener listener) {
        var pool = Executors.newSingleThreadExecutor();
        try {
            return await(
                    pool.submit(() -> {
                        Threads.useInCurrentThread(1);
                        return work.call();
                    }),
                    pool,
                    listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for work on another thread", e);
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    private static <T> Optional<T> await(Future<T> result, ExecutorService pool, Listener listener)
            throws InterruptedException {
        while (true) {
            try {
                return Optional.of(result.get(CANCELLATION_INTERVAL, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (listener.isCancelled()) {
                    pool.shutdownNow();
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CancellationException) {
                    return Optional.empty();
                }
                if (e.getCause() instanceof RuntimeException runtime) {
                    throw runtime;
                }
                throw new IllegalStateException("work on another thread failed", e.getCause());
            }
        }
    }

    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
