package dev.orograph.curvature;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.spectrum.Estimate;
import dev.orograph.tensor.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Trace, its share of each block, and Frobenius norm, from products with random vectors z of signs: E zᵀAz = tr A and
 * E ‖Az‖² = ‖A‖_F².
 *
 * <p>Source: Hutchinson 1990, doi:10.1080/03610919008812866.
 *
 * @param most vectors at most, at least 2
 * @param precision relative standard error of the trace that ends the search early; without one, all vectors are drawn
 * @param seed of the vectors
 */
public record Hutchinson(int most, OptionalDouble precision, long seed) {
    private static final long VECTORS = 0x7472616365L;

    /** Vectors before a standard error is believed. */
    private static final int LEAST = 10;

    public Hutchinson {
        if (most < 2) {
            throw new IllegalArgumentException(most + " random vectors; a standard error needs at least 2");
        }
        precision.ifPresent(Hutchinson::requirePrecision);
    }

    static void requirePrecision(double precision) {
        if (!(precision > 0)) {
            throw new IllegalArgumentException("precision " + precision + " must be above 0");
        }
    }

    /** That many vectors. */
    public static Hutchinson of(int vectors, long seed) {
        return new Hutchinson(vectors, OptionalDouble.empty(), seed);
    }

    /** A random vector of signs; belongs to the current scope. */
    static Tensor vector(SymmetricOperator operator, long seed, int number) {
        return Signs.draw(operator, seed, VECTORS, number);
    }

    /**
     * Draws vectors.
     *
     * @param blocks of which the traces are wanted too; may be empty
     * @return empty if the listener stopped it before the second vector
     */
    public Optional<TraceEstimate> estimate(SymmetricOperator operator, List<Block> blocks, Listener listener) {
        var traces = new ArrayList<Double>();
        var squares = new ArrayList<Double>();
        var perBlock = new ArrayList<List<Double>>();
        blocks.forEach(block -> perBlock.add(new ArrayList<>()));
        var outcome = precision.isPresent() ? Outcome.STOPPED_EARLY : Outcome.COMPLETED;
        for (int i = 0; i < most; i++) {
            if (listener.isCancelled()) {
                outcome = Outcome.CANCELLED;
                break;
            }
            try (var scope = new PointerScope()) {
                var vector = vector(operator, seed, i);
                var product = operator.apply(vector).to(ScalarType.Double);
                var elements = product.mul(vector);
                traces.add(elements.sum().item_double());
                squares.add(product.dot(product).item_double());
                for (int j = 0; j < blocks.size(); j++) {
                    var block = blocks.get(j);
                    perBlock.get(j)
                            .add(elements.narrow(0, block.offset(), block.elements())
                                    .sum()
                                    .item_double());
                }
            }
            var soFar = estimate(traces);
            listener.onProgress(new Progress("trace", i + 1L, most, "product", note(soFar)));
            if (precision.isPresent() && i + 1 >= LEAST && soFar.isWithin(precision.getAsDouble())) {
                outcome = Outcome.COMPLETED;
                break;
            }
        }
        if (traces.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new TraceEstimate(
                estimate(traces),
                perBlock.stream().map(Hutchinson::estimate).toList(),
                Optional.of(estimate(squares).squareRoot()),
                traces.size(),
                outcome));
    }

    static String note(Estimate estimate) {
        return String.format(Locale.ROOT, "%.4g ± %.2g", estimate.value(), estimate.standardError());
    }

    static Estimate estimate(List<Double> draws) {
        return Estimate.of(draws.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
