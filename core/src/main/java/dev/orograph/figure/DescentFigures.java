package dev.orograph.figure;

import dev.orograph.measurement.Series;
import dev.orograph.measurement.Surface;
import java.util.ArrayList;
import java.util.List;

/** Optimizers on their ways down functions that can be seen whole. */
public final class DescentFigures {
    private static final int COLUMNS = 2;
    private static final int PANEL_WIDTH = 470;
    private static final int PANEL_HEIGHT = 390;
    private static final int CURVES_HEIGHT = 500;
    private static final int CURVES_WIDTH = 1160;

    private DescentFigures() {}

    /**
     * A function with the ways down it.
     *
     * @param title above the panel
     * @param overlay ways and places
     * @param options of colours and labels
     */
    public record Scene(String title, Surface surface, Overlay overlay, FigureOptions options) {}

    /**
     * Coloured contours in two columns, each with colours of its own, for functions that have no common unit.
     *
     * @param quantity of all surfaces
     */
    public static Figure grid(List<Scene> scenes, String quantity, String title) {
        var panels = new ArrayList<Panel>();
        for (var scene : scenes) {
            var plot = contours(scene, quantity);
            panels.add(panels.isEmpty() ? plot : plot.withoutLegend());
        }
        int columns = Math.min(COLUMNS, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        return Figure.grid(columns, panels)
                .withSize(columns * PANEL_WIDTH, rows * PANEL_HEIGHT + 50)
                .withTitle(title);
    }

    /**
     * Coloured contours on the left, the curves of the same optimizers in the same colours on the right.
     *
     * @param curves one per trajectory, in their order
     * @param y axis of the curves
     */
    public static Figure withCurves(Scene scene, String quantity, List<Series> curves, PlotAxis y, String title) {
        var lines = new ArrayList<LineMark>();
        for (int i = 0; i < curves.size(); i++) {
            lines.add(LineMark.of(curves.get(i), Overlay.color(i)));
        }
        var right = Plot.of().withAxes(PlotAxis.linear("step"), y).with(lines);
        return Figure.grid(2, contours(scene, quantity).withoutLegend(), right)
                .withSize(CURVES_WIDTH, CURVES_HEIGHT)
                .withTitle(title);
    }

    private static Plot contours(Scene scene, String quantity) {
        var field = Field.of(scene.surface(), quantity);
        var shading = Shading.choose(quantity, List.of(field), scene.options());
        return LandscapeFigures.plot(
                        scene.surface(), scene.options(), LandscapeFigures.bands(field, shading), scene.overlay())
                .withTitle(scene.title())
                .withColorBar(shading.bandedBar(QuantityNames.label(quantity), List.of(field)));
    }
}
