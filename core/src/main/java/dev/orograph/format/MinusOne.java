package dev.orograph.format;

import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Status;
import dev.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What −1 says in a surface of the published scripts, which fill every quantity with it before they begin. A loss or
 * accuracy that is −1 everywhere was never asked for and is dropped. A cell is pending where everything that was asked
 * for is −1; where only some of it is, as after a survey of another quantity that was broken off, those values are NaN
 * and the provenance says how many. Eigenvalues may be −1 in earnest: they are missing where all of them are −1, or where
 * λmax is −1 and λmin, which the scripts fill with 1, larger.
 *
 * @param quantities what was asked for
 * @param status per cell
 * @param gaps entries {@code not_computed.<quantity>} such as {@code 3 of 25 cells}
 */
record MinusOne(Map<String, double[]> quantities, List<Status> status, Provenance gaps) {
    static final double NOT_COMPUTED = -1;

    static MinusOne of(int cells, Map<String, double[]> stored) {
        var quantities = new LinkedHashMap<String, double[]>();
        stored.forEach((name, values) -> {
            boolean wasAsked =
                    !SurfaceHdf5.KNOWN.contains(name) || Arrays.stream(values).anyMatch(value -> value != NOT_COMPUTED);
            if (wasAsked) {
                quantities.put(name, values.clone());
            }
        });
        if (quantities.isEmpty()) {
            stored.forEach((name, values) -> quantities.put(name, values.clone()));
        }
        var missing = new LinkedHashMap<String, IntPredicate>();
        stored.forEach((name, values) -> {
            if (Convexity.isEigenvalue(name)) {
                missing.put(name, cell -> hasNoEigenvalue(stored, cell));
            } else if (SurfaceHdf5.KNOWN.contains(name) && quantities.containsKey(name)) {
                missing.put(name, cell -> values[cell] == NOT_COMPUTED);
            }
        });
        var status = IntStream.range(0, cells)
                .mapToObj(cell ->
                        !missing.isEmpty() && missing.values().stream().allMatch(isMissing -> isMissing.test(cell))
                                ? Status.PENDING
                                : Status.COMPUTED)
                .toList();
        return new MinusOne(quantities, status, gaps(quantities, missing, status));
    }

    private static boolean hasNoEigenvalue(Map<String, double[]> stored, int cell) {
        var smallest = stored.get(Convexity.SMALLEST);
        var largest = stored.get(Convexity.LARGEST);
        boolean isUnknown = largest == null || largest[cell] == NOT_COMPUTED;
        return isUnknown
                && (smallest == null
                        || smallest[cell] == NOT_COMPUTED
                        || (largest != null && smallest[cell] == -NOT_COMPUTED));
    }

    /** Makes values that are missing in computed cells NaN, and says so. */
    private static Provenance gaps(
            Map<String, double[]> quantities, Map<String, IntPredicate> missing, List<Status> status) {
        var gaps = Provenance.NONE;
        for (var entry : missing.entrySet()) {
            var values = quantities.getOrDefault(entry.getKey(), new double[0]);
            int count = 0;
            for (int cell = 0; cell < values.length; cell++) {
                if (status.get(cell) == Status.COMPUTED && entry.getValue().test(cell)) {
                    values[cell] = Double.NaN;
                    count++;
                }
            }
            if (count > 0) {
                gaps = gaps.with("not_computed." + entry.getKey(), count + " of " + values.length + " cells");
            }
        }
        return gaps;
    }
}
