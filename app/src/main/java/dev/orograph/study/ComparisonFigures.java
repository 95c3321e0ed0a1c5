package dev.orograph.study;

import dev.orograph.comparison.Subject;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeGrids;
import dev.orograph.figure.NamedSurface;
import dev.orograph.figure.View;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.report.NamedFigure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/** Maps of several networks in one figure with one scale. */
public final class ComparisonFigures {
    private ComparisonFigures() {}

    /**
     * Lines as curves with their spread in one plot; planes along the first set of directions side by side, as coloured
     * bands and as shaded surfaces.
     *
     * @param quantity such as {@code train_loss}
     */
    public static List<NamedFigure> of(List<Subject> subjects, String quantity, FigureOptions options) {
        int sets = subjects.get(0).surfaces().size();
        if (subjects.get(0).dimensions() == 1) {
            var lines = subjects.stream()
                    .map(subject -> new NamedSurface(subject.name(), mean(subject, quantity)))
                    .toList();
            var caption = sets == 1
                    ? "along one direction"
                    : "mean over " + sets + " directions; bands: ± standard deviation over them";
            return List.of(new NamedFigure(
                    quantity + "-lines", LandscapeGrids.lines(lines, quantity, options.withCaption(caption))));
        }
        var caption = sets == 1 ? "one scale for all" : "first of " + sets + " sets of directions; one scale for all";
        var captioned = options.withCaption(caption);
        var planes = first(subjects);
        return List.of(
                new NamedFigure(quantity + "-filled", LandscapeGrids.filled(planes, quantity, captioned)),
                new NamedFigure(
                        quantity + "-3d", LandscapeGrids.surfaces3D(planes, quantity, View.defaults(), captioned)));
    }

    /** Options for a page that suits so many maps. */
    public static FigureOptions sized(List<Subject> subjects) {
        return subjects.get(0).dimensions() == 1
                ? FigureOptions.defaults()
                : LandscapeGrids.sized(FigureOptions.defaults(), subjects.size());
    }

    /** The maps along the first set of directions. */
    static List<NamedSurface> first(List<Subject> subjects) {
        return subjects.stream()
                .map(subject ->
                        new NamedSurface(subject.name(), subject.surfaces().get(0)))
                .toList();
    }

    /** The mean over directions, with the sample standard deviation beside it where there are several. */
    private static Surface mean(Subject subject, String quantity) {
        var first = subject.surfaces().get(0);
        int count = subject.surfaces().size();
        int cells = first.grid().cells();
        var mean = new double[cells];
        var spread = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            int at = cell;
            var values = subject.surfaces().stream()
                    .mapToDouble(surface -> surface.value(quantity, at))
                    .toArray();
            double middle = Arrays.stream(values).average().orElse(Double.NaN);
            mean[cell] = middle;
            double squares = Arrays.stream(values)
                    .map(value -> (value - middle) * (value - middle))
                    .sum();
            spread[cell] = Math.sqrt(squares / (count - 1));
        }
        var quantities = new LinkedHashMap<String, double[]>();
        quantities.put(quantity, mean);
        if (count > 1) {
            quantities.put(quantity + "_spread", spread);
        }
        var status = new Status[cells];
        Arrays.fill(status, Status.COMPUTED);
        return Surface.of(first.grid(), quantities, status, Trust.NONE, first.provenance());
    }
}
