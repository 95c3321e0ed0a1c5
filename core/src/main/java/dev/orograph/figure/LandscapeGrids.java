package dev.orograph.figure;

import dev.orograph.measurement.Series;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several surfaces in one figure, on one scale, so that they can be compared. */
public final class LandscapeGrids {
    private static final int PANEL_WIDTH = 400;
    private static final int PANEL_HEIGHT = 340;

    private LandscapeGrids() {}

    /** Panels per row: one row of up to three panels, else a grid that is about square. */
    public static int columns(int count) {
        return count <= 3 ? Math.max(1, count) : (int) Math.ceil(Math.sqrt(count));
    }

    /** Options for a page that gives each of {@code count} panels a good size. */
    public static FigureOptions sized(FigureOptions options, int count) {
        int columns = columns(count);
        int rows = (count + columns - 1) / columns;
        return options.withSize(columns * PANEL_WIDTH + 110, rows * PANEL_HEIGHT + 70);
    }

    /**
     * Surfaces side by side as coloured bands with one range, one scale of colours and one bar.
     *
     * @param surfaces at least one; their names become titles
     * @throws IllegalArgumentException if there is none or one lacks the quantity
     */
    public static Figure filled(List<NamedSurface> surfaces, String quantity, FigureOptions options) {
        var fields = fields(surfaces, quantity);
        var shading = Shading.choose(quantity, fields, options);
        int columns = columns(surfaces.size());
        boolean isSameX = haveOneLabel(surfaces, surface -> LandscapeFigures.xLabel(surface, options));
        boolean isSameY = haveOneLabel(surfaces, surface -> LandscapeFigures.yLabel(surface, options));
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < fields.size(); i++) {
            boolean isLeft = !isSameY || i % columns == 0;
            boolean isLowest = !isSameX || i + columns >= fields.size();
            panels.add(LandscapeFigures.plot(
                            surfaces.get(i).surface(),
                            options,
                            LandscapeFigures.bands(fields.get(i), shading),
                            Overlay.NONE)
                    .withSharedRange(fields, isLeft, isLowest)
                    .withTitle(surfaces.get(i).name()));
        }
        var bar = shading.bandedBar(QuantityNames.label(quantity), fields);
        return page(panels, bar, surfaces, quantity, columns, options);
    }

    /** Whether axes mean the same on all surfaces, so that only the outer ones need their names. */
    private static boolean haveOneLabel(List<NamedSurface> surfaces, Function<Surface, String> label) {
        return surfaces.stream()
                        .map(NamedSurface::surface)
                        .map(label)
                        .distinct()
                        .count()
                == 1;
    }

    /** The same as shaded surfaces with one scale of heights and colours. */
    public static Figure surfaces3D(List<NamedSurface> surfaces, String quantity, View view, FigureOptions options) {
        var fields = fields(surfaces, quantity);
        var shading = Shading.choose(quantity, fields, options);
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < fields.size(); i++) {
            var surface = surfaces.get(i).surface();
            panels.add(Surface3D.of(fields.get(i), shading.continuous())
                    .withTitle(surfaces.get(i).name())
                    .withLabels(
                            LandscapeFigures.xLabel(surface, options), LandscapeFigures.yLabel(surface, options), "")
                    .withView(view)
                    .withFloorContours(shading.levels()));
        }
        var bar = shading.continuousBar(QuantityNames.label(quantity), fields);
        return page(panels, bar, surfaces, quantity, columns(surfaces.size()), options);
    }

    /**
     * Two surfaces on one scale, and how much the first lies above the second on a scale of its own with 0 in the middle,
     * such as one network under two policies of batch normalisation.
     *
     * @throws IllegalArgumentException if the grids differ or a surface lacks the quantity
     */
    public static Figure difference(NamedSurface first, NamedSurface second, String quantity, FigureOptions options) {
        var pair = List.of(first, second);
        var fields = fields(pair, quantity);
        var shading = Shading.choose(quantity, fields, options);
        var difference = Field.of(subtracted(first.surface(), second.surface(), quantity), quantity);
        var all = List.of(fields.get(0), fields.get(1), difference);
        var label = QuantityNames.label(quantity);
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < 2; i++) {
            panels.add(LandscapeFigures.plot(
                            pair.get(i).surface(),
                            options,
                            LandscapeFigures.bands(fields.get(i), shading),
                            Overlay.NONE)
                    .withSharedRange(all, i == 0, true)
                    .withTitle(pair.get(i).name())
                    .withColorBar(shading.bandedBar(label, fields)));
        }
        var diverging = Shading.diverging(difference, shading.continuous().scale() instanceof LogScale);
        panels.add(LandscapeFigures.plot(
                        first.surface(), options, LandscapeFigures.bands(difference, diverging), Overlay.NONE)
                .withSharedRange(all, false, true)
                .withTitle(first.name() + " − " + second.name())
                .withColorBar(diverging.bandedBar("difference of " + label, List.of(difference))));
        return page(panels, null, pair, quantity, 3, options);
    }

    private static Surface subtracted(Surface first, Surface second, String quantity) {
        if (!first.grid().equals(second.grid())) {
            throw new IllegalArgumentException(
                    "two surfaces on different grids have no difference; measure them over the same axes");
        }
        var values = first.values(quantity);
        var status = new Status[values.length];
        Arrays.fill(status, Status.COMPUTED);
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] -= second.value(quantity, cell);
            if (!first.status(cell).hasValues() || !second.status(cell).hasValues()) {
                status[cell] = Status.PENDING;
            }
        }
        return Surface.of(first.grid(), Map.of(quantity, values), status, Trust.NONE, first.provenance());
    }

    /**
     * Surfaces along one direction as curves in one plot. A surface that has a quantity of the same name with
     * {@code _spread} or else {@code _se} is drawn with a band of that half width.
     *
     * @throws IllegalArgumentException if there is none, or one has more than one axis or lacks the quantity
     */
    public static Figure lines(List<NamedSurface> surfaces, String quantity, FigureOptions options) {
        requireSome(surfaces);
        var bands = new ArrayList<Mark>();
        var curves = new ArrayList<Mark>();
        for (int i = 0; i < surfaces.size(); i++) {
            var surface = surfaces.get(i).surface();
            if (surface.grid().dimensions() != 1) {
                throw new IllegalArgumentException("surface " + surfaces.get(i).name() + " has "
                        + surface.grid().dimensions() + " axes and is not a line; draw planes side by side");
            }
            var x = surface.grid().x().coordinates();
            var y = surface.values(quantity);
            var half = halfWidths(surface, quantity);
            if (half != null) {
                bands.add(new BandMark(shifted(x, y, half, -1), shifted(x, y, half, 1), Theme.line(i)));
            }
            curves.add(LineMark.of(Series.of(surfaces.get(i).name(), x, y), Theme.line(i)));
        }
        var y = new PlotAxis(QuantityNames.label(quantity), Boolean.TRUE.equals(options.logarithmic()), null);
        var plot = Plot.of()
                .withAxes(
                        PlotAxis.linear(LandscapeFigures.xLabel(surfaces.get(0).surface(), options)), y)
                .with(bands)
                .with(curves);
        return page(List.of(plot), null, surfaces, quantity, 1, options);
    }

    private static double @Nullable [] halfWidths(Surface surface, String quantity) {
        for (var ending : List.of("_spread", "_se")) {
            if (surface.has(quantity + ending)) {
                return surface.values(quantity + ending);
            }
        }
        return null;
    }

    private static Series shifted(double[] x, double[] y, double[] half, int sign) {
        var moved = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            moved[i] = y[i] + sign * half[i];
        }
        return Series.of("", x, moved);
    }

    private static void requireSome(List<NamedSurface> surfaces) {
        if (surfaces.isEmpty()) {
            throw new IllegalArgumentException("no surfaces to compare; give at least one");
        }
    }

    private static List<Field> fields(List<NamedSurface> surfaces, String quantity) {
        requireSome(surfaces);
        return surfaces.stream().map(each -> Field.of(each.surface(), quantity)).toList();
    }

    private static Figure page(
            List<Panel> panels,
            @Nullable ColorBar bar,
            List<NamedSurface> surfaces,
            String quantity,
            int columns,
            FigureOptions options) {
        var all = surfaces.stream().map(NamedSurface::surface).toList();
        return Figure.grid(columns, panels)
                .withSize(options.width(), options.height())
                .withTitle(options.title() != null ? options.title() : "")
                .withCaption(options.caption() != null ? options.caption() : TrustLine.of(all, quantity))
                .withColorBar(bar)
                .withProvenance(all.get(0).provenance());
    }
}
