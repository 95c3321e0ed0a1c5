package dev.orograph.data;

import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Which data set, prepared how: all that another process needs beside the folder where data sets lie. Plain values, so
 * that it can stand in a manifest.
 *
 * @param name as {@link DataSources} knows it
 * @param scaling as {@link InputScaling#parse} reads it
 * @param padding pixels of zero on each side of an image
 * @param validationSamples training samples set aside
 * @param seed seed of generated data
 */
public record DataRecipe(String name, String scaling, int padding, int validationSamples, long seed) {
    /** The data set as published. */
    public static DataRecipe of(String name) {
        return new DataRecipe(name, InputScaling.Named.PUBLISHED.toString(), 0, 0, 0);
    }

    /**
     * The data set itself.
     *
     * @throws IllegalArgumentException if there is no such data set or scaling
     */
    public DataSource source(Path directory) {
        return DataSources.byName(
                name,
                DataSettings.defaults(directory)
                        .withScaling(InputScaling.parse(scaling))
                        .withPadding(padding)
                        .withValidationSamples(validationSamples)
                        .withSeed(seed));
    }

    /**
     * Samples of one split; the caller closes them.
     *
     * @param limit at most so many, the first in file order
     */
    public DataSet load(Path directory, Split split, OptionalInt limit, Listener listener) throws IOException {
        return source(directory).load(new DataRequest(split, limit), listener);
    }
}
