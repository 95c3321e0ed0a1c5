package dev.orograph.curvature;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.network.ModelRecipe;
import dev.orograph.tensor.Precision;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whose curvature is meant, in plain values.
 *
 * @param model the network
 * @param weights file of its parameters and state; empty for a TorchScript module, which has its own
 * @param data the data set
 * @param split the part over which the loss is the mean
 * @param limit at most so many samples of it, the first in file order
 * @param loss as {@link dev.orograph.objective.Loss#byName} knows it
 * @param precision float32 or float64
 * @param operator as {@link Curvature#parse} reads it
 * @param blocks names of the parameter blocks to which the operator is restricted; empty for all
 * @param seed of everything random
 */
public record CurvatureRecipe(
        ModelRecipe model,
        Optional<String> weights,
        DataRecipe data,
        Split split,
        OptionalInt limit,
        String loss,
        Precision precision,
        String operator,
        List<String> blocks,
        long seed) {
    public CurvatureRecipe {
        blocks = List.copyOf(blocks);
        if (precision == Precision.BFLOAT16) {
            throw new IllegalArgumentException(
                    "curvature in bfloat16 would be rounding; choose --dtype float32 or float64");
        }
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException("a limit of " + limit.getAsInt() + " samples must be at least 1");
        }
    }

    /** The same network with other weights. */
    public CurvatureRecipe withWeights(String file) {
        return new CurvatureRecipe(
                model, Optional.of(file), data, split, limit, loss, precision, operator, blocks, seed);
    }
}
