package dev.orograph.cli;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.report.Numbers;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A surface in one line. */
final class SurfaceWords {
    private SurfaceWords() {}

    /** As in {@code x -1:1:11, y -1:1:11 · train_loss 0.38 … 9.4 · 2 cells not finite}. */
    static String of(Surface surface) {
        var axes = surface.grid().axes().stream()
                .map(axis -> axis.name() + " " + range(axis))
                .collect(Collectors.joining(", "));
        var quantities = surface.quantityNames().stream()
                .map(name -> name + " " + extent(surface.values(name)))
                .collect(Collectors.joining(" · "));
        int computed = surface.count(Status.COMPUTED);
        int interpolated = surface.count(Status.INTERPOLATED);
        int cells = surface.grid().cells();
        return axes + " · " + quantities + (computed < cells ? " · " + computed + " of " + cells + " cells" : "")
                + (interpolated > 0 ? ", " + interpolated + " interpolated" : "");
    }

    private static String range(Axis axis) {
        return axis.range();
    }

    private static String extent(double[] values) {
        var finite = Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
        return finite.getCount() == 0
                ? "nowhere finite"
                : Numbers.text(finite.getMin()) + " … " + Numbers.text(finite.getMax());
    }
}
