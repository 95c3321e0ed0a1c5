package dev.orograph.cli;

import dev.orograph.format.Vtp;
import dev.orograph.measurement.Resampling;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import dev.orograph.report.PlotQuantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say what becomes the height in a VTP file; the published scripts' names. */
final class VtpFlags {
    @Option(
            names = {"--quantity", "--surf-name"},
            paramLabel = "NAME",
            description = "What is the height in a VTP file (default: a loss).")
    private @Nullable String quantity;

    @Option(
            names = "--interp",
            paramLabel = "N",
            description = "N points along each axis of a VTP surface, by cubic splines; -1 keeps the measured ones.")
    private @Nullable Integer points;

    @Option(
            names = "--zmax",
            paramLabel = "X",
            description = "Greatest height in a VTP file; higher ones become X; -1 cuts nothing off.")
    private @Nullable Double most;

    @Option(names = "--log", description = "Heights in a VTP file as ln(z + 0.1), after --zmax.")
    private boolean logarithmic;

    /** Refuses flags that would have no effect. */
    void requireFor(ExportForm wanted) {
        if (wanted != ExportForm.VTP && (quantity != null || most != null || logarithmic || points != null)) {
            throw new IllegalArgumentException(
                    "--quantity, --zmax, --log and --interp are for VTP files; leave them out");
        }
    }

    private Vtp.Height height() {
        return new Vtp.Height(most == null || most == -1 ? Double.POSITIVE_INFINITY : most, logarithmic);
    }

    private String shown(Surface surface) {
        return quantity == null ? PlotQuantity.choose(surface) : quantity;
    }

    /** Writes a surface: interpolated first, then cut off, then by its logarithm, as the published scripts do. */
    void write(Path file, Surface surface) throws IOException {
        var shown = shown(surface);
        if (points == null || points == -1) {
            Vtp.writeSurface(file, surface, shown, height());
            return;
        }
        if (points < 2 || points > 10_000) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "--interp=%d is not possible; give 2 to 10000 points", points));
        }
        Vtp.writeSurface(file, Resampling.cubic(surface, shown, points), shown, height());
    }

    /** Writes a trajectory: over {@code ground} if there is one, else at its losses in the plane, its own, or 0. */
    void write(Path file, Trajectory trajectory, @Nullable Surface ground) throws IOException {
        if (points != null && points != -1) {
            throw new IllegalArgumentException("--interp is for surfaces; leave it out for a path");
        }
        var heights = ground == null
                ? trajectory.planeLosses().or(trajectory::trueLosses).orElseGet(() -> new double[trajectory.size()])
                : over(trajectory, ground);
        Vtp.writeTrajectory(file, trajectory, heights, height());
    }

    private double[] over(Trajectory trajectory, Surface ground) {
        var heights = new double[trajectory.size()];
        var shown = shown(ground);
        for (int i = 0; i < heights.length; i++) {
            heights[i] = Resampling.bilinear(ground, shown, trajectory.x(i), trajectory.y(i));
        }
        return heights;
    }
}
