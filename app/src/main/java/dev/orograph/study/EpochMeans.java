package dev.orograph.study;

import dev.orograph.measurement.Series;
import dev.orograph.run.Metrics;
import java.util.TreeMap;

/** What was recorded at steps, as means over epochs. */
final class EpochMeans {
    private EpochMeans() {}

    /** The mean of a quantity over the steps of each epoch, against the number of the epoch, from 1. */
    static Series of(Metrics metrics, String quantity) {
        var sums = new TreeMap<Integer, double[]>();
        int epoch = 0;
        for (var record : metrics.records()) {
            var value = record.values().get(quantity);
            if (record.event().equals("step") && value != null) {
                // The record of an epoch follows those of its steps.
                var sum = sums.computeIfAbsent(epoch + 1, number -> new double[2]);
                sum[0] += value;
                sum[1]++;
            } else if (record.event().equals("epoch")) {
                epoch = record.epoch();
            }
        }
        var x = sums.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
        var y = sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
        return Series.of(quantity, x, y);
    }
}
