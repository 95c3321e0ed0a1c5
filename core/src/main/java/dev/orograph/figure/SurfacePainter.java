package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays out and paints one {@link Surface3D}. */
final class SurfacePainter implements PanelPainter {
    private static final double BAR_GAP = 18;
    private static final double NOTE_HEIGHT = 16;
    /** Of a legend in one row, which no azimuth moves the surface into. */
    private static final double LEGEND_HEIGHT = 18;

    private final Surface3D surface;
    private final Box cell;
    private final PanelTitle title;
    private final HeightField heights;

    SurfacePainter(Surface3D surface, Box cell) {
        this.surface = surface;
        this.cell = cell;
        this.title = PanelTitle.of(surface, cell);
        this.heights = new HeightField(surface.field(), surface.colors().scale());
    }

    @Override
    public Margins verticalMargins() {
        return new Margins(0, title.height(), 0, 0);
    }

    @Override
    public Margins horizontalMargins(double height) {
        var bar = surface.colorBar();
        return new Margins(0, 0, bar == null ? 0 : BAR_GAP + bar.width(barHeight(height)), 0);
    }

    private static double barHeight(double height) {
        return height * 0.8;
    }

    @Override
    public boolean isAligned() {
        return false;
    }

    @Override
    public void paint(Canvas canvas, Box area) {
        title.paint(canvas, area);
        var bar = surface.colorBar();
        if (bar != null) {
            double height = barHeight(area.height());
            double top = area.y() + (area.height() - height) / 2;
            bar.paint(canvas, new Box(area.right() + BAR_GAP, top, bar.width(height), height));
        }
        String note = note();
        // room is kept for a note even where there is none, so that pictures of one series do not differ in size
        var picture = area.inset(0, 0, 0, NOTE_HEIGHT);
        paintSurface(canvas, picture);
        if (!note.isEmpty()) {
            var line = TextLine.within(note, Theme.CAPTION + 0.5, area.width());
            canvas.text(line, area.x(), area.bottom() - line.bottom(), Theme.MUTED);
        }
    }

    private void paintSurface(Canvas canvas, Box picture) {
        double zLabels =
                labelWidth(surface.colors().scale()) + (surface.zLabel().isBlank() ? 0 : Theme.LABEL * 1.3);
        boolean hasRow =
                surface.view().isTurning() && !surface.overlay().trajectories().isEmpty();
        var inner = picture.inset(zLabels + 14, 6, 26, 40 + (hasRow ? LEGEND_HEIGHT : 0));
        var projection = Projection.fitting(surface.view(), inner);
        var field = surface.field();
        var axes = new AxesBox(
                projection,
                picture,
                Scale.over(field.xRange(), false),
                Scale.over(field.yRange(), false),
                surface.colors().scale());
        axes.paintPanes(canvas);
        new SurfaceFloor(heights, surface.colors(), projection).paint(canvas, surface.floorLevels());
        new SurfaceMesh(heights, surface.colors(), projection).paint(canvas);
        axes.paintAxes(canvas, surface.xLabel(), surface.yLabel(), surface.zLabel());
        paintOverlay(canvas, picture, projection);
    }

    private void paintOverlay(Canvas canvas, Box picture, Projection projection) {
        var marks = surface.overlay().paths();
        var entries = new ArrayList<LegendEntry>();
        for (var mark : marks) {
            path(projection, mark).paint(canvas);
        }
        for (var mark : marks) {
            stilts(projection, mark).paint(canvas);
            path(projection, mark).paintEnds(canvas);
            entries.addAll(path(projection, mark).legend());
            entries.addAll(stilts(projection, mark).legend());
        }
        var points = new SurfacePoints(heights, projection, canvas, picture);
        points.paintPlaces(surface.overlay().places());
        // labels that change their places while the picture turns would only distract
        if (!surface.view().isTurning()) {
            marks.forEach(points::announceNames);
        }
        var legend = entries.isEmpty() || surface.view().isTurning()
                ? null
                : legend(canvas, picture, projection, entries, points);
        if (legend != null) {
            legend.paint(canvas);
        } else {
            var strip = new Box(picture.x(), picture.bottom() - LEGEND_HEIGHT, picture.width(), LEGEND_HEIGHT);
            Legend.paintRow(canvas, strip, entries);
        }
        points.paintNames(legend == null ? null : legend.box());
    }

    private @Nullable Legend legend(
            Canvas canvas, Box picture, Projection projection, List<LegendEntry> entries, SurfacePoints points) {
        var footprint = footprint(canvas, projection);
        for (var box : points.names()) {
            footprint.addAll(box.middleLine(5));
        }
        return Legend.place(picture, entries, footprint);
    }

    private SurfacePath path(Projection projection, PathMark mark) {
        return new SurfacePath(heights, projection, mark);
    }

    private SurfaceStilts stilts(Projection projection, PathMark mark) {
        return new SurfaceStilts(heights, projection, mark);
    }

    private static double labelWidth(Scale scale) {
        return scale.ticks(6).stream()
                .mapToDouble(tick -> new TextLine(tick.label(), Theme.TICK).width())
                .max()
                .orElse(0);
    }

    /** Pixels of the box and of all text, which a legend should not cover. */
    private List<double[]> footprint(Canvas canvas, Projection projection) {
        var points = new ArrayList<double[]>();
        for (double u = -1; u <= 1; u += 0.1) {
            for (double v = -1; v <= 1; v += 0.1) {
                points.add(projection.point(u, v, -Projection.HEIGHT));
                double height = heights.heightAt(u, v);
                points.add(projection.point(u, v, Double.isNaN(height) ? Projection.HEIGHT : height));
            }
        }
        for (var text : canvas.texts()) {
            for (double share = 0; share <= 1; share += 0.25) {
                points.add(new double[] {
                    text.box().x() + share * text.box().width(), text.box().centerY()
                });
            }
        }
        return points;
    }

    /** What is missing from the picture, in words; empty if nothing is. */
    private String note() {
        var parts = new ArrayList<String>();
        for (var kind : surface.field().specialKinds()) {
            parts.add(surface.field().count(kind) + " " + kind.label());
        }
        var notes = new ArrayList<String>();
        if (!parts.isEmpty()) {
            notes.add("holes: " + String.join(", ", parts) + " (marked on the floor)");
        }
        var projection = Projection.fitting(surface.view(), cell);
        int missing = 0;
        int withoutLoss = 0;
        for (var mark : surface.overlay().paths()) {
            missing += path(projection, mark).missing();
            withoutLoss += stilts(projection, mark).missing();
        }
        if (missing > 0) {
            notes.add(missing + " points of the path are not over the surface");
        }
        if (withoutLoss > 0) {
            notes.add(withoutLoss + " true losses are not finite");
        }
        return String.join(" · ", notes);
    }
}
