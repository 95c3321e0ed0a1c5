package dev.orograph.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a principal component analysis says of its directions, first direction first: the fields
 * {@code explained_variance_ratio_}, {@code singular_values_} and {@code explained_variance_} of scikit-learn's PCA, as
 * the published scripts store them.
 *
 * @param ratio share of the variance along each direction, in [0, 1]
 * @param singularValues of the centred matrix of checkpoints; empty if not stored
 * @param variance along each direction; empty if not stored
 */
public record ExplainedVariance(List<Double> ratio, List<Double> singularValues, List<Double> variance) {
    private static final String RATIO = "explained_variance_ratio_";
    private static final String SINGULAR_VALUES = "singular_values_";
    private static final String VARIANCE = "explained_variance_";

    /**
     * Copies everything in.
     *
     * @throws IllegalArgumentException if there is no ratio
     */
    public ExplainedVariance {
        ratio = List.copyOf(ratio);
        singularValues = List.copyOf(singularValues);
        variance = List.copyOf(variance);
        if (ratio.isEmpty()) {
            throw new IllegalArgumentException("principal directions need a share of the variance each");
        }
    }

    /** What the further numbers of a direction file say; empty if they do not come from principal components. */
    static Optional<ExplainedVariance> of(Map<String, List<Double>> extras) {
        var ratio = extras.getOrDefault(RATIO, List.of());
        return ratio.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExplainedVariance(
                        ratio,
                        extras.getOrDefault(SINGULAR_VALUES, List.of()),
                        extras.getOrDefault(VARIANCE, List.of())));
    }

    /** By the names under which they are stored. */
    Map<String, List<Double>> extras() {
        var extras = new LinkedHashMap<String, List<Double>>();
        extras.put(RATIO, ratio);
        if (!singularValues.isEmpty()) {
            extras.put(SINGULAR_VALUES, singularValues);
        }
        if (!variance.isEmpty()) {
            extras.put(VARIANCE, variance);
        }
        return Collections.unmodifiableMap(extras);
    }
}
