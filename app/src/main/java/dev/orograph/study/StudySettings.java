package dev.orograph.study;

import dev.orograph.data.DataRecipe;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What all studies have in common.
 *
 * @param folder receives everything: a run folder for each network, figures, tables, words
 * @param dataDirectory where data sets lie
 * @param data the data set
 * @param samples at most so many training and test samples, if not all
 * @param epochs of each training
 * @param mapSamples samples over which maps are measured, the first in file order; at most {@code samples}
 * @param range {@code min:max:points} of both axes of the maps
 * @param directions sets of directions over which the spread is taken
 * @param seed of everything random
 * @param threads processor threads
 */
public record StudySettings(
        Path folder,
        Path dataDirectory,
        DataRecipe data,
        OptionalInt samples,
        int epochs,
        int mapSamples,
        String range,
        int directions,
        long seed,
        int threads) {
    public StudySettings {
        if (samples.orElse(1) < 1) {
            throw new IllegalArgumentException("number of samples " + samples.getAsInt() + " must be at least 1");
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("number of epochs " + epochs + " must be at least 1");
        }
        if (mapSamples < 1) {
            throw new IllegalArgumentException("number of samples of a map " + mapSamples + " must be at least 1");
        }
    }

    /** Samples over which maps are measured. */
    OptionalInt mapLimit() {
        return OptionalInt.of(Math.min(mapSamples, samples.orElse(mapSamples)));
    }
}
