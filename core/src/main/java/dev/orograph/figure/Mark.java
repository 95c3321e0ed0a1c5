package dev.orograph.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something drawn into a {@link Plot}, described by data alone. Marks are painted in the order in which they are listed. */
public sealed interface Mark
        permits LineMark,
                BandMark,
                PointsMark,
                TextMark,
                PathMark,
                PlacesMark,
                ContourLines,
                FilledContours,
                HeatMap,
                Undefined,
                MeasuredPoints,
                RuleMark,
                BarsMark,
                HistogramMark,
                EigenvalueTicks,
                EigenvaluePoints {
    /** The span of x it needs, or null if it has no finite point. */
    @Nullable
    Range xRange();

    /** The span of y it needs, or null if it has no finite point; only positive numbers if {@code logarithmic}. */
    @Nullable
    Range yRange(boolean logarithmic);

    /** Whether its y belongs to the right axis. */
    default boolean isOnRightAxis() {
        return false;
    }

    /** Whether it fills its range to the edge, so that the axes need no space around it. */
    default boolean fillsArea() {
        return false;
    }

    /** Pixels that a legend should not cover. */
    default List<double[]> footprint(PlotFrame frame) {
        return List.of();
    }

    /** Its lines in the legend. */
    default List<LegendEntry> legend(PlotFrame frame) {
        return List.of();
    }

    /** Keeps other marks' labels out of its way; called before anything is painted. */
    default void reserve(PlotFrame frame) {}

    /** Announces names of points with {@link PlotFrame#label}; called after all marks have reserved their places. */
    default void placeLabels(PlotFrame frame) {}

    /** Paints the shapes; clipped to the plot's area. */
    void paint(PlotFrame frame);

    /** Paints its text, after the shapes of all marks. */
    default void paintText(PlotFrame frame) {}
}
