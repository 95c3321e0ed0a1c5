package dev.orograph.figure;

import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a figure can be believed, in one short line for its small print, such as {@code centre ±2.7×10⁻¹⁰ · SE 0.002 ·
 * cos(x, y) −0.03 · 100 % finite · deterministic}. Of several surfaces it states the worst. A figure of trust that was
 * not measured is passed over.
 */
public final class TrustLine {
    private static final String DIFFERENCE = "centre_difference";
    private static final String ERROR = "standard_error";
    private static final String COSINE = "cosine_xy";
    private static final String INTERPOLATION = "interpolation_error_median";
    private static final String EIGENVALUES = "eig_error_p95";

    private final List<Surface> surfaces;
    private final String set;
    private final List<String> parts = new ArrayList<>();

    private TrustLine(List<Surface> surfaces, String set) {
        this.surfaces = surfaces;
        this.set = set;
    }

    /** The line for one quantity of a surface; empty if nothing is known. */
    public static String of(Surface surface, String quantity) {
        return of(List.of(surface), quantity);
    }

    /** The line for one quantity of several surfaces that are shown together; empty if nothing is known. */
    public static String of(List<Surface> surfaces, String quantity) {
        int end = quantity.indexOf('_');
        var line = new TrustLine(surfaces, end < 0 ? "" : quantity.substring(0, end + 1));
        line.centre();
        line.addLargest("SE ", ERROR);
        line.samples();
        if (Convexity.isCurvature(quantity)) {
            line.addLargest("relative residual (95 % of cells) ", EIGENVALUES);
        }
        line.addLargest("interpolation ", INTERPOLATION);
        line.addLargest("cos(x, y) ", COSINE);
        line.finiteShare();
        line.determinism();
        line.completeness();
        return String.join(" · ", line.parts);
    }

    /** A figure of the quantity's own set where there is one, such as {@code train_standard_error}, else the general one. */
    private @Nullable Double figure(Surface surface, String name) {
        Map<String, Double> figures = surface.trust().figures();
        var own = figures.get(set + name);
        return own != null ? own : figures.get(name);
    }

    /** The figure that is furthest from 0, NaN furthest of all; null if no surface has it. */
    private @Nullable Double largest(String name) {
        Double largest = null;
        for (var surface : surfaces) {
            var value = figure(surface, name);
            if (value != null
                    && (largest == null || value.isNaN() || Math.abs(value) > Math.abs(largest))
                    && (largest == null || !largest.isNaN())) {
                largest = value;
            }
        }
        return largest;
    }

    private void centre() {
        var difference = largest(DIFFERENCE);
        if (difference != null) {
            parts.add(difference == 0 ? "centre exact" : "centre ±" + number(Math.abs(difference)));
        }
    }

    private void addLargest(String label, String name) {
        var value = largest(name);
        if (value != null) {
            parts.add(label + number(value));
        }
    }

    /** Where not all samples were measured: how many, for the surface with the smallest part of them. */
    private void samples() {
        String fewest = null;
        double smallest = 1;
        for (var surface : surfaces) {
            var samples = figure(surface, "samples");
            var population = figure(surface, "population");
            if (samples != null && population != null && samples / population < smallest) {
                smallest = samples / population;
                fewest = String.format(Locale.ROOT, "%.0f of %.0f samples", samples, population);
            }
        }
        if (fewest != null) {
            parts.add(fewest);
        }
    }

    private void finiteShare() {
        var shares = new DoubleSummaryStatistics();
        for (var surface : surfaces) {
            var nan = figure(surface, "share_nan");
            var infinite = figure(surface, "share_infinite");
            if (nan != null && infinite != null) {
                shares.accept(1 - nan - infinite);
            }
        }
        if (shares.getCount() > 0) {
            // rounded down: one bad cell in a million must not read as none
            double percent = Math.floor(1000 * shares.getMin() + 1e-9) / 10;
            parts.add(NumberText.compact(percent) + " % finite");
        }
    }

    private void determinism() {
        var flags = surfaces.stream()
                .map(surface -> figure(surface, "deterministic"))
                .filter(java.util.Objects::nonNull)
                .toList();
        if (!flags.isEmpty()) {
            parts.add(flags.stream().allMatch(flag -> flag == 1) ? "deterministic" : "not deterministic");
        }
    }

    private void completeness() {
        int cells = surfaces.stream().mapToInt(each -> each.grid().cells()).sum();
        int computed = count(Status.COMPUTED);
        int interpolated = count(Status.INTERPOLATED);
        if (computed < cells) {
            parts.add(String.format(Locale.ROOT, "%d of %d cells computed", computed, cells)
                    + (interpolated == 0
                            ? ""
                            : computed + interpolated == cells
                                    ? ", the others interpolated"
                                    : String.format(Locale.ROOT, ", %d interpolated", interpolated)));
        }
    }

    private int count(Status status) {
        return surfaces.stream().mapToInt(surface -> surface.count(status)).sum();
    }

    /** Two significant digits. */
    private static String number(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return NumberText.compact(value);
        }
        double size = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 1);
        return NumberText.compact(Math.abs(value) < 1e-300 ? value : Math.round(value / size) * size);
    }
}
