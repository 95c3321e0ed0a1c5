package dev.orograph.landscape;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The tiles of one round after another, shared by the workers of a survey. Thread-safe. */
final class TileQueue {
    private final Queue<int[]> waiting = new ArrayDeque<>();
    private int inWork;
    private boolean closed;

    synchronized void add(List<int[]> tiles) {
        waiting.addAll(tiles);
        notifyAll();
    }

    /** The next tile, waiting for the next round if need be; null when the survey is over. */
    synchronized int @Nullable [] take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        var tile = waiting.poll();
        if (tile != null) {
            inWork++;
        }
        return tile;
    }

    /** A tile that was taken is measured. */
    synchronized void finish() {
        inWork--;
        notifyAll();
    }

    /** Whether everything that was added is measured, and the queue not closed; waits for it at most so long. */
    synchronized boolean isEmptyWithin(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        long left = milliseconds;
        while (!isEmpty() && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return isEmpty();
    }

    private boolean isEmpty() {
        return waiting.isEmpty() && inWork == 0 && !closed;
    }

    /** Gives out no more tiles. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }
}
