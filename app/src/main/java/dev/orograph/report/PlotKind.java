package dev.orograph.report;

import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeFigures;
import dev.orograph.figure.Overlay;
import dev.orograph.figure.View;
import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Surface;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way to draw one surface. */
public enum PlotKind {
    /** Labelled contour lines. */
    CONTOUR("contour"),
    /** Coloured bands between levels. */
    FILLED("filled"),
    /** One coloured cell per measured point. */
    HEAT("heat"),
    /** A shaded surface in space. */
    SURFACE_3D("3d"),
    /** Losses and accuracies along one direction, or eigenvalues. */
    LINE("line");

    private final String word;

    PlotKind(String word) {
        this.word = word;
    }

    /** Reads {@code contour}, {@code filled}, {@code heat}, {@code 3d} or {@code line}. */
    public static PlotKind parse(String text) {
        for (var kind : values()) {
            if (kind.word.equals(text.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalArgumentException("kind '" + text + "' is unknown; choose "
                + Arrays.stream(values()).map(PlotKind::toString).collect(Collectors.joining(", ")));
    }

    /** Whether a surface with that many axes can be drawn in this way. */
    public boolean suits(int dimensions) {
        return dimensions == (this == LINE ? 1 : 2);
    }

    /**
     * Draws {@code surface}.
     *
     * @param quantity what is drawn; a line shows all losses and accuracies, or all of curvature
     * @param overlay over it; a line has none
     * @throws IllegalArgumentException if the surface has another number of axes or no such quantity
     */
    public Figure draw(Surface surface, String quantity, Overlay overlay, FigureOptions options) {
        int dimensions = surface.grid().dimensions();
        if (!suits(dimensions)) {
            throw new IllegalArgumentException("kind '" + this + "' does not suit a surface with " + dimensions
                    + (dimensions == 1 ? " axis; use line" : " axes; use contour, filled, heat or 3d"));
        }
        return switch (this) {
            case CONTOUR -> LandscapeFigures.contour(surface, quantity, overlay, options);
            case FILLED -> LandscapeFigures.filledContour(surface, quantity, overlay, options);
            case HEAT -> LandscapeFigures.heatMap(surface, quantity, overlay, options);
            case SURFACE_3D -> LandscapeFigures.surface3D(surface, quantity, overlay, View.defaults(), options);
            case LINE ->
                Convexity.isCurvature(quantity)
                        ? LandscapeFigures.curvature1D(surface, options)
                        : LandscapeFigures.line1D(surface, options);
        };
    }

    /** The word that {@link #parse} reads. */
    @Override
    public String toString() {
        return word;
    }
}
