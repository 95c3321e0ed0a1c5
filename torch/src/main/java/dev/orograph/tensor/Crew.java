package dev.orograph.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Threads that work on the parts of one thing at once, each running its operations on itself alone. Used by one thread.
 */
public final class Crew implements AutoCloseable {
    private final int size;
    private final ExecutorService others;

    /**
     * @param size number of threads, the caller's included
     */
    public Crew(int size) {
        this.size = size;
        this.others = Executors.newFixedThreadPool(Math.max(1, size - 1), work -> {
            var thread = new Thread(
                    () -> {
                        Threads.useInCurrentThread(1);
                        work.run();
                    },
                    "crew");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Number of threads, the caller's included. */
    public int size() {
        return size;
    }

    /**
     * Does all of the work, the first piece in the calling thread; results are in the order of the pieces. Returns, or
     * throws what a piece has thrown, when none is at work any more.
     */
    public <T> List<T> run(List<Supplier<T>> pieces) {
        var pending = pieces.stream()
                .skip(1)
                .map(piece -> CompletableFuture.supplyAsync(piece, others))
                .toList();
        var results = new ArrayList<T>();
        try {
            results.add(pieces.get(0).get());
        } finally {
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
                    .exceptionally(failure -> null)
                    .join();
        }
        for (var each : pending) {
            results.add(result(each));
        }
        return results;
    }

    private static <T> T result(CompletableFuture<T> finished) {
        try {
            return finished.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
