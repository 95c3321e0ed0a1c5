package dev.orograph.figure;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Path;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** One figure of every kind, over analytic data. */
final class Examples {
    static final Path PATH =
            Path.of("Adam", new double[] {-0.8, -0.5, -0.1, 0.2, 0.1, 0}, new double[] {0.7, 0.6, 0.3, 0.2, -0.1, 0});

    private Examples() {}

    static Field field(int width, int height, DoubleBinaryOperator z) {
        var grid = Grid.of(new Axis("x", -1, 1, width), new Axis("y", -1, 1, height));
        return Field.of(surface(grid, z), "train_loss");
    }

    static Surface surface(int points, DoubleBinaryOperator z) {
        return surface(Grid.of(new Axis("x", -1, 1, points), new Axis("y", -1, 1, points)), z);
    }

    static Surface surface(Grid grid, DoubleBinaryOperator z) {
        var values = new double[grid.cells()];
        for (int cell = 0; cell < values.length; cell++) {
            var point = grid.coordinates(cell);
            values[cell] = z.applyAsDouble(point[0], point[1]);
        }
        var status = new Status[values.length];
        Arrays.fill(status, Status.COMPUTED);
        return Surface.of(
                grid,
                Map.of("train_loss", values),
                status,
                Trust.NONE.with("centre_loss", 0.38).with("cosine_xy", -0.0123),
                Provenance.NONE.with("seed.directions", 123));
    }

    static double bumps(double x, double y) {
        return 2 - 1.6 * Math.exp(-((x - 0.3) * (x - 0.3) + (y - 0.2) * (y - 0.2)) / 0.08) + 0.8 * (x * x + y * y);
    }

    /** Bumps with a NaN point and an infinite corner. */
    static double broken(double x, double y) {
        if (x > 0.6 && y > 0.6) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.hypot(x + 0.5, y + 0.5) < 0.15 ? Double.NaN : bumps(x, y);
    }

    static Surface line(int points) {
        var grid = Grid.of(new Axis("x", -1, 1, points));
        var quantities = new LinkedHashMap<String, double[]>();
        for (String name : List.of("train_loss", "test_loss", "train_acc", "test_acc")) {
            var values = new double[points];
            for (int i = 0; i < points; i++) {
                double x = grid.x().coordinate(i);
                values[i] = name.endsWith("loss") ? 0.2 + 3 * x * x : 90 * Math.exp(-2 * x * x);
            }
            quantities.put(name, values);
        }
        return Surface.complete(grid, quantities, Provenance.NONE);
    }

    static List<Series> curves() {
        var steps = new double[50];
        var loss = new double[50];
        var other = new double[50];
        for (int i = 0; i < 50; i++) {
            steps[i] = i;
            loss[i] = 2.3 * Math.exp(-0.1 * i);
            other[i] = i == 20 ? Double.NaN : i == 30 ? Double.POSITIVE_INFINITY : 1.5 * Math.exp(-0.05 * i);
        }
        return List.of(Series.of("SGD", steps, loss), Series.of("momentum 0.9", steps, other));
    }

    /** All kinds of figure by name, with the given options. */
    static Map<String, Figure> all(FigureOptions options) {
        var figures = new LinkedHashMap<String, Figure>();
        String loss = "train_loss";
        for (var named : Map.of("whole", surface(13, Examples::bumps), "broken", surface(13, Examples::broken))
                .entrySet()) {
            var surface = named.getValue();
            String name = named.getKey();
            figures.put(name + " contour", LandscapeFigures.contour(surface, loss, Overlay.of(PATH), options));
            figures.put(
                    name + " filled contour", LandscapeFigures.filledContour(surface, loss, Overlay.of(PATH), options));
            figures.put(name + " heat map", LandscapeFigures.heatMap(surface, loss, options));
            figures.put(
                    name + " surface",
                    LandscapeFigures.surface3D(surface, loss, Overlay.of(PATH), View.defaults(), options));
            figures.put(
                    name + " grid",
                    LandscapeGrids.filled(
                            List.of(
                                    new NamedSurface("first", surface),
                                    new NamedSurface("second, with a longer title", surface),
                                    new NamedSurface("third", surface),
                                    new NamedSurface("fourth", surface)),
                            loss,
                            options));
        }
        var surfaces = List.of(
                new NamedSurface("first", surface(9, Examples::bumps)),
                new NamedSurface("second", surface(9, Examples::broken)));
        figures.put("surfaces", LandscapeGrids.surfaces3D(surfaces, loss, View.defaults(), options));
        // three panels with a bar each need a wide page
        if (options.width() >= 700) {
            figures.put("difference", LandscapeGrids.difference(surfaces.get(1), surfaces.get(0), loss, options));
        }
        figures.put("training", LandscapeFigures.training(curves(), List.of(curves().get(0)), "epoch", options));
        figures.put("line", LandscapeFigures.line1D(line(21), options));
        figures.put("curves", LandscapeFigures.curves(curves(), "epoch", "loss", options));
        figures.putAll(SpectrumExamples.all(options));
        return figures;
    }
}
