package dev.orograph.landscape;

import java.io.IOException;

/** Where finished cells are kept so that an interrupted survey can go on: the test seam over the journal. */
public interface CellStore {
    /** Keeps nothing. */
    CellStore NONE = (cell, values) -> {};

    /**
     * Keeps the values of one cell before returning; never called by two threads at once.
     *
     * @throws IOException if they cannot be kept
     */
    void append(int cell, double[] values) throws IOException;
}
