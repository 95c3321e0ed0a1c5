package dev.orograph.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A panel of marks over an x and one or two y axes.
 *
 * @param title above the axes; may be empty
 * @param x the lower axis
 * @param y the left axis
 * @param right the right axis, or null if there is none
 * @param marks in painting order
 * @param hasLegend whether the names of marks are listed, in the emptiest place of the plot
 * @param colorBar to the right, or null if there is none
 */
public record Plot(
        String title,
        PlotAxis x,
        PlotAxis y,
        @Nullable PlotAxis right,
        List<Mark> marks,
        boolean hasLegend,
        @Nullable ColorBar colorBar)
        implements Panel {
    public Plot {
        marks = List.copyOf(marks);
        if (right == null && marks.stream().anyMatch(Mark::isOnRightAxis)) {
            throw new IllegalArgumentException(
                    "a mark belongs to the right axis of a plot without one; give withRight");
        }
    }

    /** Marks over two linear axes without labels. */
    public static Plot of(Mark... marks) {
        return new Plot("", PlotAxis.linear(""), PlotAxis.linear(""), null, List.of(), true, null)
                .with(Arrays.asList(marks));
    }

    public Plot withTitle(String newTitle) {
        return new Plot(newTitle, x, y, right, marks, hasLegend, colorBar);
    }

    public Plot withAxes(PlotAxis newX, PlotAxis newY) {
        return new Plot(title, newX, newY, right, marks, hasLegend, colorBar);
    }

    public Plot withRight(PlotAxis newRight) {
        return new Plot(title, x, y, newRight, marks, hasLegend, colorBar);
    }

    /** Returns a copy with more marks, painted over those before; give the right axis first if they need it. */
    public Plot with(List<? extends Mark> moreMarks) {
        var all = new ArrayList<Mark>(marks);
        all.addAll(moreMarks);
        return new Plot(title, x, y, right, all, hasLegend, colorBar);
    }

    public Plot with(Mark mark) {
        return with(List.of(mark));
    }

    public Plot withoutLegend() {
        return new Plot(title, x, y, right, marks, false, colorBar);
    }

    public Plot withColorBar(@Nullable ColorBar newColorBar) {
        return new Plot(title, x, y, right, marks, hasLegend, newColorBar);
    }

    /** The same axes as all other panels of a grid; labels only where its outer edge is. */
    Plot withSharedRange(List<Field> fields, boolean isLeft, boolean isLowest) {
        Range xRange = null;
        Range yRange = null;
        for (var field : fields) {
            xRange = Range.union(xRange, field.xRange());
            yRange = Range.union(yRange, field.yRange());
        }
        return withAxes(
                new PlotAxis(isLowest ? x.label() : "", x.isLogarithmic(), xRange),
                new PlotAxis(isLeft ? y.label() : "", y.isLogarithmic(), yRange));
    }

    private boolean fillsArea() {
        return marks.stream().anyMatch(Mark::fillsArea);
    }

    Scale xScale() {
        Range range = null;
        for (var mark : marks) {
            if (mark.fillsArea() || !fillsArea()) {
                var own = mark.xRange();
                boolean isPositive = own == null || own.low() > 0 || !x.isLogarithmic();
                range = isPositive ? Range.union(range, own) : range;
            }
        }
        return x.scale(range, fillsArea());
    }

    Scale yScale(boolean isRight) {
        var axis = isRight && right != null ? right : y;
        Range range = null;
        for (var mark : marks) {
            if (mark.isOnRightAxis() == isRight && (mark.fillsArea() || !fillsArea())) {
                range = Range.union(range, mark.yRange(axis.isLogarithmic()));
            }
        }
        return axis.scale(range, fillsArea());
    }
}
