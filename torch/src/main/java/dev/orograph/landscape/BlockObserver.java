package dev.orograph.landscape;

/** Sees the samples of a cell one by one, block after block in order. */
interface BlockObserver {
    /**
     * Losses of a block.
     *
     * @param losses the first {@code size} of them; the array is used again
     * @param start first sample of the block in the set
     */
    void losses(double[] losses, int size, int start);

    /** How many of a block are classified correctly; follows its losses. */
    default void correct(double count, int start) {}
}
