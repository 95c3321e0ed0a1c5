package dev.orograph.run;

import dev.orograph.format.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The memory of a survey: every finished cell is appended as one record with a checksum. Killed at any moment and opened
 * again, it knows each cell whose record is whole, and no wrong one. Values keep their bits, NaN payloads included.
 *
 * <p>Thread-safe: records of several threads are written one after the other, each with one call to the operating
 * system. They survive the end of the process at once, and a power failure after a few seconds or {@link #force()}.
 */
public final class Journal implements AutoCloseable {
    /** Forcing costs milliseconds on a disk; what a power failure can cost is this much work. */
    private static final long FORCE_INTERVAL = TimeUnit.SECONDS.toNanos(5);

    private final JournalContent found;
    private final JournalRecord layout;
    private final AppendFile file;
    private final WriteLock lock;
    private final AtomicLong lastForce = new AtomicLong(System.nanoTime());

    private Journal(JournalContent found, AppendFile file, WriteLock lock) {
        this.found = found;
        this.layout = JournalContent.layout(found.header());
        this.file = file;
        this.lock = lock;
    }

    /**
     * Begins a journal, or goes on with the one that is there. An incomplete record at its end is cut off; a damaged
     * one is skipped, so that its cell is computed again.
     *
     * @param recipe what identifies the survey, usually JSON; must be equal for the journal to be gone on with
     * @param valuesPerCell number of values of each cell
     * @param plan asked only when the journal is new: how the survey is evaluated (block sizes and the like), to be
     *     kept for all who go on with it
     * @throws IOException in one sentence, if the journal belongs to another survey, is damaged in its header, is being
     *     written by someone else, or cannot be written
     */
    public static Journal open(Path file, String recipe, int valuesPerCell, Supplier<String> plan) throws IOException {
        if (valuesPerCell < 1 || valuesPerCell > JournalHeader.MOST_VALUES) {
            throw new IllegalArgumentException("a journal with " + valuesPerCell + " values per cell; 1 to "
                    + JournalHeader.MOST_VALUES + " are possible");
        }
        var lock = WriteLock.acquire(file.resolveSibling("." + file.getFileName() + ".lock"), file);
        boolean opened = false;
        try {
            if (!Files.exists(file)) {
                var header = new JournalHeader(recipe, plan.get(), valuesPerCell).encode();
                AtomicFile.write(file, out -> out.write(header));
            }
            var found = JournalContent.read(file);
            requireSame(file, found, new JournalHeader(recipe, found.plan(), valuesPerCell));
            var journal = new Journal(found, AppendFile.open(file, found.bytes()), lock);
            opened = true;
            return journal;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private static void requireSame(Path file, JournalContent found, JournalHeader wanted) throws IOException {
        if (!Arrays.equals(found.header().recipeDigest(), wanted.recipeDigest())
                || found.cells().valuesPerCell() != wanted.valuesPerCell()) {
            throw new IOException(file + " belongs to another survey; delete it or choose another name");
        }
    }

    /** The plan with which the survey began. */
    public String plan() {
        return found.plan();
    }

    /** The cells that were finished when this was opened. */
    public JournalCells finished() {
        return found.cells();
    }

    /** Records found damaged when this was opened; worth telling the user if not 0. */
    public int damaged() {
        return found.damaged();
    }

    /**
     * Adds a finished cell.
     *
     * @param cell at least 0
     * @throws IOException naming the file, if it could not be written, for instance because the disk is full; what was
     *     written before stays
     */
    public void append(long cell, double... values) throws IOException {
        if (cell < 0) {
            throw new IllegalArgumentException("cell " + cell + " is negative");
        }
        if (values.length != layout.valuesPerCell()) {
            throw new IllegalArgumentException("cell " + cell + " has " + values.length + " values but the journal has "
                    + layout.valuesPerCell() + " per cell");
        }
        file.append(layout.encode(cell, values));
        long last = lastForce.get();
        long now = System.nanoTime();
        if (now - last > FORCE_INTERVAL && lastForce.compareAndSet(last, now)) {
            force();
        }
    }

    /** Returns once everything appended would survive a power failure. */
    public void force() throws IOException {
        file.force();
    }

    /** Forces what was appended, closes the file and lets others write it. */
    @Override
    public void close() throws IOException {
        try (lock;
                file) {
            file.force();
        }
    }
}
