package dev.orograph.data;

import dev.orograph.progress.Listener;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Which stored samples belong to which split: validation samples are the last of the stored training samples, in file
 * order or in a shuffled one; every split keeps file order.
 */
record Partition(int validationSamples, OptionalLong seed) {
    static Partition of(DataSettings settings) {
        return new Partition(settings.validationSamples(), settings.validationSeed());
    }

    /** How many stored samples need to be read at most to serve a request. */
    int samplesToRead(DataRequest request) {
        boolean fromTheStart = request.split() == Split.TEST || validationSamples == 0;
        return fromTheStart ? request.limit().orElse(Integer.MAX_VALUE) : Integer.MAX_VALUE;
    }

    /**
     * Positions of the samples of a request among the stored ones of its part, ascending.
     *
     * @param stored number of samples that were read of the test part for {@link Split#TEST}, of the training part
     *     otherwise
     */
    int[] select(String name, DataRequest request, int stored, Listener listener) {
        var positions = split(name, request.split(), stored);
        int limit = request.limit().orElse(positions.length);
        if (limit > positions.length) {
            listener.onMessage("limit " + limit + " exceeds the " + positions.length + " samples of " + name + " "
                    + request.split() + "; all of them are used");
            return positions;
        }
        return Arrays.copyOf(positions, limit);
    }

    /**
     * Number of samples of a split without any limit.
     *
     * @param stored number of samples that the files of its part hold
     */
    int samples(Split split, int stored) {
        return switch (split) {
            case TEST -> stored;
            case TRAIN -> stored - validationSamples;
            case VALIDATION -> validationSamples;
        };
    }

    private int[] split(String name, Split split, int stored) {
        if (split == Split.TEST) {
            return range(0, stored);
        }
        if (validationSamples >= stored) {
            throw new IllegalArgumentException(validationSamples + " validation samples leave none of the " + stored
                    + " training samples of " + name + " to train on; ask for fewer");
        }
        if (split == Split.VALIDATION && validationSamples == 0) {
            throw new IllegalArgumentException("no validation samples of " + name
                    + " were set aside; set their number, or use split train or test");
        }
        int training = stored - validationSamples;
        var positions = range(0, stored);
        if (seed.isPresent() && validationSamples > 0) {
            var order = BatchOrder.shuffled(stored, seed.getAsLong()).epoch(0);
            positions = Arrays.stream(order).mapToInt(Math::toIntExact).toArray();
            Arrays.sort(positions, 0, training);
            Arrays.sort(positions, training, stored);
        }
        return split == Split.TRAIN
                ? Arrays.copyOf(positions, training)
                : Arrays.copyOfRange(positions, training, stored);
    }

    private static int[] range(int from, int to) {
        var positions = new int[to - from];
        Arrays.setAll(positions, i -> from + i);
        return positions;
    }
}
