package dev.orograph.cli;

import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeFigures;
import dev.orograph.figure.Png;
import dev.orograph.format.AtomicFile;
import dev.orograph.measurement.Surface;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures that every survey draws of its surface. */
final class SurfaceFigures {
    /** Pixels of a PNG per unit of the page, for sharp text on dense screens. */
    private static final double SCALE = 2;

    private SurfaceFigures() {}

    /** Draws into the run's figure folder, as SVG and PNG. */
    static List<Path> write(RunFolder folder, String name, Surface surface) throws IOException {
        Files.createDirectories(folder.figureFolder());
        var files = new ArrayList<Path>();
        for (var figure : of(surface).entrySet()) {
            files.addAll(write(folder.figureFolder().resolve(name + "-" + figure.getKey()), figure.getValue()));
        }
        return files;
    }

    /** Writes one figure beside each other as SVG and PNG. */
    static List<Path> write(Path stem, Figure figure) throws IOException {
        var svg = stem.resolveSibling(stem.getFileName() + ".svg");
        var png = stem.resolveSibling(stem.getFileName() + ".png");
        var text = figure.toSvg().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(svg, out -> out.write(text));
        var pixels = Png.render(figure, SCALE);
        AtomicFile.write(png, out -> out.write(pixels));
        return List.of(svg, png);
    }

    /** A line plot of a line; contours and a shaded surface of a plane, for each loss. */
    static Map<String, Figure> of(Surface surface) {
        var figures = new LinkedHashMap<String, Figure>();
        var options = FigureOptions.defaults();
        if (surface.grid().dimensions() == 1) {
            figures.put("line", LandscapeFigures.line1D(surface, options));
            return figures;
        }
        for (var quantity : surface.quantityNames()) {
            if (quantity.endsWith("_loss")) {
                figures.put(quantity + "-contour", LandscapeFigures.filledContour(surface, quantity, options));
                figures.put(quantity + "-3d", LandscapeFigures.surface3D(surface, quantity, options));
            }
        }
        return figures;
    }
}
