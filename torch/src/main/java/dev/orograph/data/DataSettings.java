package dev.orograph.data;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What is the same for all splits of a data set.
 *
 * @param directory folder that holds one folder per data set; see {@link DataDirectory}
 * @param validationSamples number of training samples set aside as {@link Split#VALIDATION}: the last in file order, or
 *     drawn with {@code validationSeed}; 0 for none
 * @param validationSeed if present, validation samples are the last of the training samples in the order of
 *     {@link BatchOrder#shuffled} with this seed (epoch 0); both parts keep file order
 * @param seed seed of data sets that are generated (spirals, blobs)
 * @param scaling how stored values become inputs; data sets that are not images accept only {@code published} and
 *     {@code none}, which both leave them as they are
 * @param padding pixels of stored value zero added on each side of an image, before scaling
 */
public record DataSettings(
        Path directory,
        int validationSamples,
        OptionalLong validationSeed,
        long seed,
        InputScaling scaling,
        int padding) {
    public DataSettings {
        if (validationSamples < 0) {
            throw new IllegalArgumentException(
                    "number of validation samples " + validationSamples + " must not be negative");
        }
        if (padding < 0 || padding > 256) {
            throw new IllegalArgumentException("padding of " + padding + " pixels must lie in 0 to 256");
        }
    }

    /** No validation samples, published scaling, no padding, seed 0. */
    public static DataSettings defaults(Path directory) {
        return new DataSettings(directory, 0, OptionalLong.empty(), 0, InputScaling.Named.PUBLISHED, 0);
    }

    public DataSettings withValidationSamples(int samples) {
        return new DataSettings(directory, samples, validationSeed, seed, scaling, padding);
    }

    public DataSettings withValidationSeed(long newSeed) {
        return new DataSettings(directory, validationSamples, OptionalLong.of(newSeed), seed, scaling, padding);
    }

    public DataSettings withSeed(long newSeed) {
        return new DataSettings(directory, validationSamples, validationSeed, newSeed, scaling, padding);
    }

    public DataSettings withScaling(InputScaling newScaling) {
        return new DataSettings(directory, validationSamples, validationSeed, seed, newScaling, padding);
    }

    public DataSettings withPadding(int pixels) {
        return new DataSettings(directory, validationSamples, validationSeed, seed, scaling, pixels);
    }
}
