package dev.orograph.monitor;

import dev.orograph.measurement.Histogram;
import java.util.LinkedHashMap;
import java.util.Map;

/** What probes found at one step. Not thread-safe. */
final class Findings {
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, Double> costs = new LinkedHashMap<>();
    private final Map<String, Histogram> histograms = new LinkedHashMap<>();

    /** A number that another run of the same recipe would find as well. */
    void put(String name, double value) {
        values.put(name, value);
    }

    /** A number that depends on the machine and the moment. */
    void putCost(String name, double value) {
        costs.put(name, value);
    }

    void put(String name, Histogram histogram) {
        histograms.put(name, histogram);
    }

    Map<String, Double> values() {
        return values;
    }

    Map<String, Double> costs() {
        return costs;
    }

    Map<String, Histogram> histograms() {
        return histograms;
    }
}
