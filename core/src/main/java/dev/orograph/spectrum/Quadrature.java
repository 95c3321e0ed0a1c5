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
    private final double[] nodes;
    private final double[] weights;

    private Quadrature(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /**
     * Points and their weights.
     *
     * @param nodes ascending
     * @param weights as many, at least 0
     * @throws IllegalArgumentException if there are none, or not as many of both, or a weight is negative
     */
    @JsonCreator
    public static Quadrature of(@JsonProperty("nodes") double[] nodes, @JsonProperty("weights") double[] weights) {
        if (nodes.length == 0 || nodes.length != weights.length) {
            throw new IllegalArgumentException(nodes.length + " nodes and " + weights.length
                    + " weights; a quadrature needs as many of both, at least 1");
        }
        if (Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("a quadrature cannot have a negative weight");
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

    /** The share of the spectrum below {@code bound}. */
    public double massBelow(double bound) {
        double sum = 0;
        for (int i = 0; i < nodes.length && nodes[i] < bound; i++) {
            sum += weights[i];
        }
        return sum;
    }
}
