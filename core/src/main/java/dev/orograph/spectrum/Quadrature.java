package dev.orograph.spectrum;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * A density as a few weighted points, from one run of stochastic Lanczos quadrature: weights sum to 1. Immutable.
 *
 * <p>Source: Ubaru, Chen, Saad 2017, doi:10.1137/16M1104974.
 */
public final class Quadrature {
    /** By how much weights may miss the sum 1 when they were computed in single precision. */
    private static final double ROUNDING = 1e-4;

    private final double[] nodes;
    private final double[] weights;

    private Quadrature(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /**
     * Points and their weights.
     *
     * @param nodes ascending and finite; equal neighbours are allowed
     * @param weights as many, at least 0, with the sum 1
     * @throws IllegalArgumentException if there are none or not as many of both, if nodes do not ascend, or if weights are
     *     negative, NaN or sum to anything but 1
     */
    @JsonCreator
    public static Quadrature of(@JsonProperty("nodes") double[] nodes, @JsonProperty("weights") double[] weights) {
        if (nodes.length == 0 || nodes.length != weights.length) {
            throw new IllegalArgumentException(nodes.length + " nodes and " + weights.length
                    + " weights; a quadrature needs as many of both, at least 1");
        }
        for (int i = 0; i < nodes.length; i++) {
            if (!Double.isFinite(nodes[i]) || (i > 0 && nodes[i] < nodes[i - 1])) {
                throw new IllegalArgumentException("node " + i + " of a quadrature is " + nodes[i]
                        + (i > 0 ? " after " + nodes[i - 1] : "") + "; give finite ascending nodes");
            }
        }
        if (Arrays.stream(weights).anyMatch(weight -> !(weight >= 0))) {
            throw new IllegalArgumentException("a quadrature cannot have a weight that is negative or NaN");
        }
        double sum = Arrays.stream(weights).sum();
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException("the weights of a quadrature sum to " + sum + "; divide them by that");
        }
        return new Quadrature(nodes.clone(), weights.clone());
    }

    public int size() {
        return nodes.length;
    }

    @JsonProperty
    public double[] nodes() {
        return nodes.clone();
    }

    @JsonProperty
    public double[] weights() {
        return weights.clone();
    }

    public double node(int index) {
        return nodes[index];
    }

    public double weight(int index) {
        return weights[index];
    }

    /** The mean of the nodes' {@code power}-th powers. */
    public double moment(int power) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * Math.pow(nodes[i], power);
        }
        return sum;
    }

    /** The share of the spectrum strictly below {@code bound}. */
    public double massBelow(double bound) {
        return Arrays.stream(weights, 0, firstFrom(bound)).sum();
    }

    /** The first node that is at least {@code bound}; {@link #size} if there is none. */
    int firstFrom(double bound) {
        int low = 0;
        int high = nodes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nodes[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
