package dev.orograph.data;

import java.util.OptionalInt;

/**
 * Which samples of a data set are wanted.
 *
 * @param split the part
 * @param limit at most so many, the first in file order; empty for all
 */
public record DataRequest(Split split, OptionalInt limit) {
    public DataRequest {
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException("limit " + limit.getAsInt() + " of samples must be at least 1");
        }
    }

    /** All samples of a split. */
    public static DataRequest of(Split split) {
        return new DataRequest(split, OptionalInt.empty());
    }

    /** The first {@code limit} samples of a split. */
    public static DataRequest of(Split split, int limit) {
        return new DataRequest(split, OptionalInt.of(limit));
    }
}
