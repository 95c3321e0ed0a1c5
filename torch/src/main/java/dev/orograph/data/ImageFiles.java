package dev.orograph.data;

import dev.orograph.progress.Listener;
import java.io.IOException;

/** Reads the stored images of one data set. */
interface ImageFiles {
    /** Whether the files of a part are there, as far as their names tell. */
    boolean isPresent(boolean test);

    /**
     * The first images in file order.
     *
     * @param test whether the test part is meant rather than the training part
     * @param maximum how many to read at most
     */
    RawImages read(boolean test, int maximum, Listener listener) throws IOException;
}
