package dev.orograph.figure;

import org.jspecify.annotations.Nullable;

/**
 * How a landscape is drawn; null leaves a choice to the data.
 *
 * @param minimum lower end of the colours and levels ({@code --vmin})
 * @param maximum upper end of the colours and levels ({@code --vmax}); larger values are drawn as such
 * @param step difference of neighbouring levels ({@code --vlevel})
 * @param logarithmic whether colours and levels follow ratios ({@code --log})
 * @param colorMap the colours
 * @param title of the figure, or null for the quantity's name
 * @param xLabel label of the x axis, or null for the axis' name
 * @param yLabel label of the y axis, or null for the axis' name
 * @param width of the page in pixels
 * @param height of the page in pixels
 * @param caption small print, or null for the surface's trust report
 */
public record FigureOptions(
        @Nullable Double minimum,
        @Nullable Double maximum,
        @Nullable Double step,
        @Nullable Boolean logarithmic,
        ColorMap colorMap,
        @Nullable String title,
        @Nullable String xLabel,
        @Nullable String yLabel,
        int width,
        int height,
        @Nullable String caption) {
    public FigureOptions {
        if (minimum != null && maximum != null && !(minimum < maximum)) {
            throw new IllegalArgumentException(
                    "vmin " + minimum + " is not less than vmax " + maximum + "; choose a smaller vmin");
        }
        if (step != null && !(step > 0)) {
            throw new IllegalArgumentException("vlevel " + step + " is not a step; give a number greater than 0");
        }
    }

    /** Everything from the data, in viridis, 760 by 600 pixels. */
    public static FigureOptions defaults() {
        return new FigureOptions(null, null, null, null, ColorMap.VIRIDIS, null, null, null, 760, 600, null);
    }

    public FigureOptions withRange(@Nullable Double newMinimum, @Nullable Double newMaximum) {
        return new FigureOptions(
                newMinimum, newMaximum, step, logarithmic, colorMap, title, xLabel, yLabel, width, height, caption);
    }

    public FigureOptions withStep(@Nullable Double newStep) {
        return new FigureOptions(
                minimum, maximum, newStep, logarithmic, colorMap, title, xLabel, yLabel, width, height, caption);
    }

    public FigureOptions withLogarithmic(@Nullable Boolean newLogarithmic) {
        return new FigureOptions(
                minimum, maximum, step, newLogarithmic, colorMap, title, xLabel, yLabel, width, height, caption);
    }

    public FigureOptions withColorMap(ColorMap newColorMap) {
        return new FigureOptions(
                minimum, maximum, step, logarithmic, newColorMap, title, xLabel, yLabel, width, height, caption);
    }

    public FigureOptions withTitle(@Nullable String newTitle) {
        return new FigureOptions(
                minimum, maximum, step, logarithmic, colorMap, newTitle, xLabel, yLabel, width, height, caption);
    }

    public FigureOptions withLabels(@Nullable String newXLabel, @Nullable String newYLabel) {
        return new FigureOptions(
                minimum, maximum, step, logarithmic, colorMap, title, newXLabel, newYLabel, width, height, caption);
    }

    public FigureOptions withSize(int newWidth, int newHeight) {
        return new FigureOptions(
                minimum, maximum, step, logarithmic, colorMap, title, xLabel, yLabel, newWidth, newHeight, caption);
    }

    public FigureOptions withCaption(@Nullable String newCaption) {
        return new FigureOptions(
                minimum, maximum, step, logarithmic, colorMap, title, xLabel, yLabel, width, height, newCaption);
    }
}
