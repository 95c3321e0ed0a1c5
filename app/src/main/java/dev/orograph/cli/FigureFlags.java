package dev.orograph.cli;

import dev.orograph.figure.ColorMap;
import dev.orograph.figure.FigureOptions;
import dev.orograph.report.PlotKind;
import dev.orograph.report.PublishedStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say how a figure looks; the published scripts' names where they have one. */
final class FigureFlags {
    private static final String ORIGINAL = "orograph";
    private static final String PUBLISHED = "published";

    @Option(
            names = "--log",
            negatable = true,
            description = "Colours, levels and loss axes by ratios; --no-log by differences (default: by the data).")
    private @Nullable Boolean logarithmic;

    @Option(names = "--vmin", paramLabel = "X", description = "Lower end of colours and levels.")
    private @Nullable Double minimum;

    @Option(names = "--vmax", paramLabel = "X", description = "Upper end of colours and levels.")
    private @Nullable Double maximum;

    @Option(names = "--vlevel", paramLabel = "X", description = "Difference of neighbouring levels.")
    private @Nullable Double step;

    @Option(
            names = {"--colour-map", "--color-map"},
            paramLabel = "NAME",
            description = "viridis (default), cividis, turbo, terrain, coolwarm, summer or greys.")
    private @Nullable String colorMap;

    @Option(
            names = "--style",
            paramLabel = "NAME",
            description = "orograph (default), or published: colours, levels and limits of the published scripts.")
    private String style = ORIGINAL;

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the figure.")
    private @Nullable String title;

    @Option(names = "--width", paramLabel = "PIXELS", description = "Width of a figure (default: 760).")
    private @Nullable Integer width;

    @Option(names = "--height", paramLabel = "PIXELS", description = "Height of a figure (default: 600).")
    private @Nullable Integer height;

    /**
     * The options that were asked for, defaults for the rest.
     *
     * @throws IllegalArgumentException if one of them makes no sense
     */
    FigureOptions options() {
        return options(
                FigureOptions.defaults().width(), FigureOptions.defaults().height());
    }

    /** The same with another size where none was asked for. */
    FigureOptions options(int defaultWidth, int defaultHeight) {
        return FigureOptions.defaults()
                .withRange(minimum, maximum)
                .withStep(step)
                .withLogarithmic(logarithmic)
                .withColorMap(colorMap == null ? ColorMap.VIRIDIS : colorMap(colorMap))
                .withTitle(title)
                .withSize(width == null ? defaultWidth : width, height == null ? defaultHeight : height);
    }

    /**
     * Whether figures are to look as the published scripts draw them.
     *
     * @throws IllegalArgumentException if there is no style of the given name
     */
    boolean isPublished() {
        if (!style.equals(ORIGINAL) && !style.equals(PUBLISHED)) {
            throw new IllegalArgumentException(
                    "style '" + style + "' is unknown; choose " + ORIGINAL + " or " + PUBLISHED);
        }
        return style.equals(PUBLISHED);
    }

    /** What the style adds for one kind of figure; a colour map that was asked for stays. */
    FigureOptions styled(PlotKind kind, FigureOptions options) {
        if (!isPublished()) {
            return options;
        }
        var styled = PublishedStyle.of(kind, options);
        return colorMap == null ? styled : styled.withColorMap(options.colorMap());
    }

    private static ColorMap colorMap(String name) {
        for (var map : ColorMap.values()) {
            if (map.name().equalsIgnoreCase(name)) {
                return map;
            }
        }
        throw new IllegalArgumentException("colour map '" + name + "' is unknown; choose "
                + Arrays.stream(ColorMap.values())
                        .map(map -> map.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }
}
