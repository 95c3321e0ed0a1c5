package dev.orograph.data;

import dev.orograph.progress.Listener;
import java.io.IOException;
import java.util.Set;

/** Something that samples can be loaded from. Thread-safe; every load reads anew. */
public interface DataSource {
    /** Name of the data set, such as {@code mnist}. */
    String name();

    /** The splits that exist under the source's settings. */
    Set<Split> splits();

    /**
     * Loads samples into tensors that the result owns.
     *
     * @param listener receives messages about anything unusual in the data
     * @throws IOException if files are missing or damaged; the message names the file and says what to do
     * @throws IllegalArgumentException if the split does not exist here or the settings do not fit the data
     */
    DataSet load(DataRequest request, Listener listener) throws IOException;
}
