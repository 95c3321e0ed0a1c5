package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of equal value, each labelled where it runs straight and a place is free. Lines end at points that are not
 * finite.
 *
 * @param field the values
 * @param levels ascending
 * @param colors their colours, or null for one dark colour
 * @param width in pixels
 * @param isLabelled whether the level is written into the line
 */
public record ContourLines(
        Field field, List<Double> levels, @Nullable ColorScale colors, double width, boolean isLabelled)
        implements Mark {
    /** Labels of a closed line this long are repeated on its other side. */
    private static final double REPEAT = 900;

    public ContourLines {
        levels = List.copyOf(levels);
    }

    /** Thin dark labelled lines. */
    public static ContourLines of(Field field, List<Double> levels) {
        return new ContourLines(field, levels, null, 0.9, true);
    }

    @Override
    public @Nullable Range xRange() {
        return field.xRange();
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        return field.yRange();
    }

    @Override
    public boolean fillsArea() {
        return true;
    }

    @Override
    public void paint(PlotFrame frame) {
        for (double level : levels) {
            var data = new PathData();
            var text = new TextLine(NumberText.compact(level), Theme.TICK - 1);
            for (double[][] line : MarchingSquares.lines(field, level)) {
                paintLine(frame, data, frame.pixels(line), text, ink(level));
            }
            frame.canvas().path(data, style(level));
        }
    }

    private Style style(double level) {
        return colors == null
                ? Style.stroke(Theme.INK, width).opacity(0.75).rounded()
                : Style.stroke(ink(level), width).rounded();
    }

    /** The colour of a level, darkened where it would be too pale on white. */
    private Rgb ink(double level) {
        if (colors == null) {
            return Theme.INK;
        }
        var color = colors.color(level);
        for (int step = 0; color.luminance() > 0.38 && step < 10; step++) {
            color = color.mixed(Rgb.BLACK, 0.1);
        }
        return color;
    }

    private void paintLine(PlotFrame frame, PathData data, double[][] line, TextLine text, Rgb color) {
        var lengths = Polyline.arcLengths(line);
        double total = lengths[lengths.length - 1];
        var cuts = new ArrayList<double[]>();
        for (int label = 0; isLabelled && label < (total > REPEAT ? 2 : 1); label++) {
            double share = total > REPEAT ? 0.5 : 1;
            var place = LabelPlace.best(frame, line, lengths, text, total * share * label, total * share * (label + 1));
            if (place != null) {
                frame.canvas().text(text, place.x(), place.baseline(), place.angle(), color);
                cuts.add(new double[] {place.from(), place.to()});
            }
        }
        double from = 0;
        for (double[] cut : cuts) {
            addPart(data, line, lengths, from, cut[0]);
            from = cut[1];
        }
        addPart(data, line, lengths, from, total);
    }

    private static void addPart(PathData data, double[][] line, double[] lengths, double from, double to) {
        if (to > from) {
            data.polyline(Polyline.part(line, lengths, from, to));
        }
    }
}
