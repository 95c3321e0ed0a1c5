package dev.orograph.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of a plot's marks in a box of its own. */
final class Legend {
    private static final double ROW = 17;
    private static final double SWATCH = 24;
    private static final double PADDING = 7;
    private static final double MARGIN = 8;

    private static final int STEPS = 12;

    /** Corners, then middles of the sides, as shares of the free width and height. */
    private static final List<double[]> PREFERRED = List.of(
            new double[] {1, 0},
            new double[] {0, 0},
            new double[] {1, 1},
            new double[] {0, 1},
            new double[] {0.5, 0},
            new double[] {0.5, 1},
            new double[] {1, 0.5},
            new double[] {0, 0.5});

    private final List<LegendEntry> entries;
    private final List<TextLine> lines;
    private final Box box;

    private Legend(List<LegendEntry> entries, List<TextLine> lines, Box box) {
        this.entries = entries;
        this.lines = lines;
        this.box = box;
    }

    /** A legend of all marks where it covers the fewest of their pixels, or null if none has a name or it has no room. */
    static @Nullable Legend place(PlotFrame frame, List<Mark> marks) {
        var entries = new ArrayList<LegendEntry>();
        var footprint = new ArrayList<double[]>();
        for (var mark : marks) {
            entries.addAll(mark.legend(frame));
            footprint.addAll(mark.footprint(frame));
        }
        for (var box : frame.labels().boxes()) {
            footprint.addAll(box.middleLine(5));
        }
        return place(frame.area(), entries, footprint);
    }

    /** A legend within {@code place} where it covers the fewest of the given pixels, or null if it has no room. */
    static @Nullable Legend place(Box place, List<LegendEntry> wanted, List<double[]> footprint) {
        var byLabel = new LinkedHashMap<String, LegendEntry>();
        wanted.forEach(entry -> byLabel.putIfAbsent(entry.label(), entry));
        var area = place.grown(-MARGIN);
        int fitting = (int) Math.min(byLabel.size(), (area.height() - 2 * PADDING) / ROW);
        if (fitting <= 0 || area.width() < SWATCH + 60) {
            return null;
        }
        var sorted = new ArrayList<>(byLabel.values());
        sorted.sort(Comparator.comparing(LegendEntry::isRemark));
        var entries = List.copyOf(sorted.subList(0, fitting));
        var lines = new ArrayList<TextLine>();
        double width = 0;
        for (var entry : entries) {
            var line = TextLine.within(entry.label(), Theme.TICK, area.width() - SWATCH - 3 * PADDING);
            lines.add(line);
            width = Math.max(width, line.width());
        }
        return new Legend(
                entries,
                lines,
                emptiest(area, width + SWATCH + 3 * PADDING - 1, fitting * ROW + 2 * PADDING - 4, footprint));
    }

    /** All entries side by side in one row, centred in {@code strip}; those that find no room are left out. */
    static void paintRow(Canvas canvas, Box strip, List<LegendEntry> wanted) {
        var byLabel = new LinkedHashMap<String, LegendEntry>();
        wanted.forEach(entry -> byLabel.putIfAbsent(entry.label(), entry));
        var sorted = new ArrayList<>(byLabel.values());
        sorted.sort(Comparator.comparing(LegendEntry::isRemark));
        var lines = new ArrayList<TextLine>();
        double width = 0;
        for (var entry : sorted) {
            var line = new TextLine(entry.label(), Theme.TICK);
            double more = SWATCH + line.width() + 3 * PADDING;
            if (width + more > strip.width()) {
                break;
            }
            lines.add(line);
            width += more;
        }
        double x = strip.centerX() - width / 2 + PADDING;
        for (int i = 0; i < lines.size(); i++) {
            sorted.get(i).swatch().paint(canvas, new Box(x, strip.y(), SWATCH, strip.height()));
            canvas.text(lines.get(i), x + SWATCH + PADDING, strip.centerY() + Theme.TICK * 0.36, Theme.INK);
            x += SWATCH + lines.get(i).width() + 3 * PADDING;
        }
    }

    /** The place that holds the fewest of the points: a corner if one is empty, else the middle of a side, else any. */
    private static Box emptiest(Box area, double width, double height, List<double[]> footprint) {
        var places = new ArrayList<double[]>(PREFERRED);
        for (int i = 0; i <= STEPS; i++) {
            for (int j = 0; j <= STEPS; j++) {
                places.add(new double[] {i / (double) STEPS, j / (double) STEPS});
            }
        }
        var best = area;
        long fewest = Long.MAX_VALUE;
        for (double[] place : places) {
            double x = area.x() + place[0] * (area.width() - width);
            double y = area.y() + place[1] * (area.height() - height);
            var box = new Box(x, y, width, height);
            var near = box.grown(5);
            long covered = footprint.stream()
                    .filter(point -> near.contains(point[0], point[1]))
                    .count();
            if (covered == 0) {
                return box;
            }
            if (covered < fewest) {
                best = box;
                fewest = covered;
            }
        }
        return best;
    }

    Box box() {
        return box;
    }

    void paint(Canvas canvas) {
        canvas.rectangle(box, Style.fill(Rgb.WHITE).outlined(Theme.GRID, 1).opacity(0.93));
        for (int i = 0; i < lines.size(); i++) {
            double middle = box.y() + PADDING - 2 + (i + 0.5) * ROW;
            var swatch = new Box(box.x() + PADDING, middle - ROW / 2, SWATCH, ROW);
            entries.get(i).swatch().paint(canvas, swatch);
            canvas.text(lines.get(i), swatch.right() + PADDING, middle + Theme.TICK * 0.36, Theme.INK);
        }
    }
}
