package dev.orograph.study;

import dev.orograph.measurement.Series;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.DoubleBinaryOperator;

/** The least and greatest of several series. NaN at a point gives NaN there. */
final class Extremes {
    private Extremes() {}

    /** The least value at every point that any of them has. */
    static Series least(List<Series> all) {
        return of(all, Math::min);
    }

    /** The greatest value at every point that any of them has. */
    static Series greatest(List<Series> all) {
        return of(all, Math::max);
    }

    private static Series of(List<Series> all, DoubleBinaryOperator choice) {
        var values = new TreeMap<Double, Double>();
        for (var series : all) {
            for (int i = 0; i < series.size(); i++) {
                values.merge(series.x(i), series.y(i), choice::applyAsDouble);
            }
        }
        return Series.of(
                "",
                values.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The index of the least value; NaN is passed over. −1 if there is none. */
    static int indexOfLeast(Series series) {
        return index(series, (value, best) -> value < best);
    }

    /** The index of the greatest value; NaN is passed over. −1 if there is none. */
    static int indexOfGreatest(Series series) {
        return index(series, (value, best) -> value > best);
    }

    private static int index(Series series, BiPredicate<Double, Double> isBetter) {
        int best = -1;
        for (int i = 0; i < series.size(); i++) {
            if (!Double.isNaN(series.y(i)) && (best < 0 || isBetter.test(series.y(i), series.y(best)))) {
                best = i;
            }
        }
        return best;
    }
}
