package dev.orograph.landscape;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** Where the steps of a {@link FusedPlan} begin: the first value of a network that they do not make themselves. */
interface BlockStart extends AutoCloseable {
    /** Number of that value in the program. */
    int output();

    /** How many cells share one block of samples to advantage. */
    int tileCells();

    /** Says what it does, for the record. */
    String description();

    /** The value of one block of samples for one cell after another; belongs to the current scope. */
    CellValues open(List<SampleSet> sets, int set, int start, Workspace workspace);

    /** The value for the samples of one block, by cell. */
    @FunctionalInterface
    interface CellValues {
        /** In which order it wants to be asked for these cells; asked itself before any of them. */
        default int[] order(List<CellWeights> cells) {
            return IntStream.range(0, cells.size()).toArray();
        }

        /** Valid until it is asked for the next cell. */
        Tensor at(CellWeights cell);
    }

    @Override
    default void close() {}
}
