package dev.orograph.report;

import dev.orograph.measurement.Trajectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trajectory in words: where each checkpoint lies, and how far the plane tells the truth about it. */
public final class TrajectoryText {
    private TrajectoryText() {}

    /** One line per checkpoint, with a heading. */
    public static List<String> table(Trajectory trajectory) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT, "%8s %12s %12s %10s %12s %12s", "epoch", "x", "y", "off plane", "own loss", "on plane"));
        for (int i = 0; i < trajectory.size(); i++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%8s %12.5g %12.5g %10s %12s %12s",
                    trajectory.labels().get(i),
                    trajectory.x()[i],
                    trajectory.y()[i],
                    percent(at(trajectory.residuals().orElse(null), i)),
                    loss(at(trajectory.trueLosses().orElse(null), i)),
                    loss(at(trajectory.planeLosses().orElse(null), i))));
        }
        return lines;
    }

    private static double at(double @Nullable [] values, int index) {
        return values == null ? Double.NaN : values[index];
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String loss(double value) {
        return Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.5g", value);
    }

    /** What the plane shows of the way, and what not. */
    public static List<String> sentences(Trajectory trajectory) {
        var sentences = new ArrayList<String>();
        var shares = trajectory.explainedVariance();
        if (shares.length == 2) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "The two axes hold %.1f %% and %.1f %% of the variance of the checkpoints.",
                    100 * shares[0],
                    100 * shares[1]));
        }
        var own = trajectory.trueLosses();
        var shown = trajectory.planeLosses();
        if (own.isPresent() && shown.isPresent()) {
            int worst = 0;
            for (int i = 1; i < trajectory.size(); i++) {
                if (gap(own.get(), shown.get(), i) > gap(own.get(), shown.get(), worst)) {
                    worst = i;
                }
            }
            sentences.add(String.format(
                    Locale.ROOT,
                    "The drawn way shows losses of projections, not of checkpoints: at epoch %s it shows %.4g where the"
                            + " checkpoint itself has %.4g, the largest difference.",
                    trajectory.labels().get(worst),
                    shown.get()[worst],
                    own.get()[worst]));
        }
        return sentences;
    }

    /** NaN beside a number is the largest of gaps. */
    private static double gap(double[] own, double[] shown, int point) {
        double gap = Math.abs(own[point] - shown[point]);
        return Double.isNaN(gap) ? Double.POSITIVE_INFINITY : gap;
    }

    /** For programs. */
    public static Map<String, Object> summary(Trajectory trajectory, Path file, List<Path> files) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("trajectory", file.toString());
        summary.put("epochs", trajectory.labels());
        summary.put("x", trajectory.x());
        summary.put("y", trajectory.y());
        trajectory.residuals().ifPresent(values -> summary.put("residuals", values));
        trajectory.trueLosses().ifPresent(values -> summary.put("true_losses", values));
        trajectory.planeLosses().ifPresent(values -> summary.put("plane_losses", values));
        summary.put("explained_variance", trajectory.explainedVariance());
        summary.put("files", files.stream().map(Path::toString).toList());
        return summary;
    }
}
