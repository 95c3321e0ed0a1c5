package dev.orograph.study;

import dev.orograph.figure.Curve;
import dev.orograph.measurement.Series;
import dev.orograph.sweep.TrainedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Repetitions of one training that differ in their seeds only.
 *
 * @param name what tells the group from the others
 * @param runs at least one
 */
record RunGroup(String name, List<TrainedRun> runs) {
    RunGroup {
        runs = List.copyOf(runs);
    }

    /** Runs whose loss or gradient became NaN or infinite. */
    long diverged() {
        return runs.stream().filter(TrainedRun::isDiverged).count();
    }

    /** Values after the last epoch of the runs that did not diverge. */
    double[] last(String quantity) {
        return runs.stream()
                .filter(run -> !run.isDiverged())
                .map(run -> run.last(quantity))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    /** Mean over the runs that recorded the quantity at an epoch, and its sample standard deviation, by epoch. */
    Curve byEpoch(String quantity) {
        return curve(runs.stream().map(run -> run.byEpoch(quantity)).toList());
    }

    /** The same of the mean over the steps of each epoch. */
    Curve overSteps(String quantity) {
        return curve(
                runs.stream().map(run -> EpochMeans.of(run.metrics(), quantity)).toList());
    }

    /** Resident memory of the process by epoch, where it was recorded. */
    Curve megabytes() {
        return curve(runs.stream()
                .map(run -> run.metrics().byEpoch("cost", "memory/resident"))
                .map(bytes -> Series.of(
                        name,
                        bytes.x(),
                        Arrays.stream(bytes.y()).map(each -> each / 1e6).toArray()))
                .toList());
    }

    /** What the optimizer remembers after the last epoch, in megabytes; NaN if no run kept it. */
    double stateMegabytes() throws IOException {
        for (var run : runs) {
            var last = run.folder().lastCheckpoint();
            if (last.isPresent()) {
                var file = run.folder().optimizerFile(last.get().epoch());
                if (Files.exists(file)) {
                    return Files.size(file) / 1e6;
                }
            }
        }
        return Double.NaN;
    }

    private Curve curve(List<Series> series) {
        var values = new TreeMap<Double, List<Double>>();
        for (var one : series) {
            for (int i = 0; i < one.size(); i++) {
                values.computeIfAbsent(one.x(i), epoch -> new ArrayList<>()).add(one.y(i));
            }
        }
        int count = values.size();
        var x = new double[count];
        var mean = new double[count];
        var low = new double[count];
        var high = new double[count];
        int i = 0;
        for (var entry : values.entrySet()) {
            var spread = Spread.of(
                    entry.getValue().stream().mapToDouble(Double::doubleValue).toArray());
            x[i] = entry.getKey();
            mean[i] = spread.mean();
            low[i] = spread.mean() - spread.deviation();
            high[i] = spread.mean() + spread.deviation();
            i++;
        }
        return runs.size() == 1
                ? Curve.of(Series.of(name, x, mean))
                : new Curve(Series.of(name, x, mean), Series.of("", x, low), Series.of("", x, high));
    }
}
