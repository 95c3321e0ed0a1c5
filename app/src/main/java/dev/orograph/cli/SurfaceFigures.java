package dev.orograph.cli;

import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeGrids;
import dev.orograph.figure.NamedSurface;
import dev.orograph.figure.Overlay;
import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Surface;
import dev.orograph.report.Landmarks;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.PlotKind;
import dev.orograph.report.VolumeSlices;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The figures that every survey draws of its surface. */
final class SurfaceFigures {
    private static final List<PlotKind> OF_A_PLANE = List.of(PlotKind.FILLED, PlotKind.SURFACE_3D);

    private SurfaceFigures() {}

    /** Draws into the run's figure folder, as SVG and PNG; returns the files. */
    static List<Path> write(RunFolder folder, String name, Surface surface) throws IOException {
        return NamedFigure.write(of(name, surface), folder.figureFolder());
    }

    /** Draws the surfaces of several pairs of directions side by side with one scale; lines are drawn by their summary. */
    static void writePairs(RunFolder folder, String name, List<Surface> surfaces) throws IOException {
        var first = surfaces.get(0);
        if (first.grid().dimensions() != 2) {
            return;
        }
        var named = IntStream.range(0, surfaces.size())
                .mapToObj(pair -> new NamedSurface("pair " + (pair + 1), surfaces.get(pair)))
                .toList();
        var options = LandscapeGrids.sized(FigureOptions.defaults(), named.size());
        var figures = shown(first).stream()
                .map(quantity -> new NamedFigure(
                        name + "-" + quantity + "-pairs", LandscapeGrids.filled(named, quantity, options)))
                .toList();
        NamedFigure.write(figures, folder.figureFolder());
    }

    private static List<String> losses(Surface surface) {
        return surface.quantityNames().stream()
                .filter(quantity -> quantity.endsWith("_loss"))
                .toList();
    }

    /**
     * A line plot of a line; filled contours and a shaded surface of a plane, for each loss. Where there are eigenvalues,
     * the same of λmax, filled contours of λmin, and their ratio cell by cell.
     */
    private static List<NamedFigure> of(String name, Surface surface) {
        var options = FigureOptions.defaults();
        var losses = losses(surface);
        if (surface.grid().dimensions() == 1) {
            var lines = new ArrayList<NamedFigure>();
            lines.add(
                    new NamedFigure(name + "-line", PlotKind.LINE.draw(surface, losses.get(0), Overlay.NONE, options)));
            if (Convexity.isKnown(surface)) {
                var drawn = PlotKind.LINE.draw(surface, Convexity.LARGEST, Overlay.NONE, options);
                lines.add(new NamedFigure(name + "-curvature-line", drawn));
            }
            return lines;
        }
        if (surface.grid().dimensions() > 2) {
            return shown(surface).stream()
                    .map(quantity -> new NamedFigure(name + "-" + quantity + "-slices", slices(surface, quantity)))
                    .toList();
        }
        var places = Overlay.NONE.withPlaces(Landmarks.of(surface));
        var figures = new ArrayList<NamedFigure>();
        for (var quantity : losses) {
            if (surface.has(quantity + "_sd")) {
                figures.add(new NamedFigure(
                        name + "-" + quantity + "-sd",
                        PlotKind.FILLED.draw(surface, quantity + "_sd", places, options)));
            }
            for (var kind : OF_A_PLANE) {
                figures.add(new NamedFigure(
                        name + "-" + quantity + "-" + kind, kind.draw(surface, quantity, places, options)));
            }
        }
        for (var quantity : curvature(surface)) {
            for (var kind : kinds(quantity)) {
                figures.add(new NamedFigure(
                        name + "-" + quantity + "-" + kind, kind.draw(surface, quantity, places, options)));
            }
        }
        return figures;
    }

    /** The quantities that are drawn: losses, and eigenvalues with their ratio. */
    static List<String> shown(Surface surface) {
        return Stream.concat(losses(surface).stream(), curvature(surface).stream())
                .toList();
    }

    private static List<String> curvature(Surface surface) {
        return surface.quantityNames().stream().filter(Convexity::isCurvature).toList();
    }

    /** How one quantity of a plane is shown: the ratio of eigenvalues, on its fixed scale, cell by cell. */
    static List<PlotKind> kinds(String quantity) {
        return switch (quantity) {
            case Convexity.RATIO -> List.of(PlotKind.HEAT);
            case Convexity.SMALLEST -> List.of(PlotKind.FILLED);
            default -> OF_A_PLANE;
        };
    }

    private static Figure slices(Surface volume, String quantity) {
        var slices = VolumeSlices.of(volume);
        return LandscapeGrids.filled(slices, quantity, LandscapeGrids.sized(FigureOptions.defaults(), slices.size()));
    }
}
