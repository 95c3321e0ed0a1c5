package dev.orograph.format;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One or two directions in weight space, as a direction file holds them: per parameter (or state entry) a block of its
 * shape, in the model's order.
 *
 * @param x blocks of the first direction
 * @param y blocks of the second direction; empty for a line
 * @param extras further numbers by name, such as {@code explained_variance_ratio_} of principal directions
 */
public record DirectionBlocks(List<NamedArray> x, List<NamedArray> y, Map<String, List<Double>> extras) {
    /**
     * Copies everything in.
     *
     * @throws IllegalArgumentException if there is no block, or the two directions differ in number or shape of blocks
     */
    public DirectionBlocks {
        x = List.copyOf(x);
        y = List.copyOf(y);
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        if (x.isEmpty()) {
            throw new IllegalArgumentException("a direction needs at least one block");
        }
        if (!y.isEmpty() && y.size() != x.size()) {
            throw new IllegalArgumentException(
                    "the x direction has " + x.size() + " blocks but the y direction " + y.size());
        }
        for (int i = 0; i < y.size(); i++) {
            if (!x.get(i).shape().equals(y.get(i).shape())) {
                throw new IllegalArgumentException(
                        "block " + i + " has shape " + x.get(i).shape() + " in the x direction but "
                                + y.get(i).shape() + " in the y direction");
            }
        }
    }

    /**
     * What the names of a direction's blocks begin with in a file that holds any number of directions.
     *
     * @param index from 0
     */
    public static String numbered(int index) {
        return "direction." + index + ".";
    }

    public DirectionBlocks(List<NamedArray> x, List<NamedArray> y) {
        this(x, y, Map.of());
    }

    /** Principal directions. */
    public DirectionBlocks(List<NamedArray> x, List<NamedArray> y, ExplainedVariance variance) {
        this(x, y, variance.extras());
    }

    /** What is known of the variance along the directions; empty unless they are principal ones. */
    public Optional<ExplainedVariance> explainedVariance() {
        return ExplainedVariance.of(extras);
    }

    /** Number of directions, 1 or 2. */
    public int count() {
        return y.isEmpty() ? 1 : 2;
    }

    /** Whether integers are among the blocks, as batch norm's counters are: then they are of states, not of weights. */
    public boolean hasCounters() {
        return x.stream().anyMatch(block -> block.type() == ElementType.INT64);
    }
}
