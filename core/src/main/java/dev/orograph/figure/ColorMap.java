package dev.orograph.figure;

/** A way from numbers in [0, 1] to colours. */
public enum ColorMap {
    /** Perceptually uniform, dark violet to yellow. */
    VIRIDIS(spaced(ColorTables.VIRIDIS)),
    /** Perceptually uniform, and nearly the same for colour-blind readers; dark blue to yellow. */
    CIVIDIS(spaced(ColorTables.CIVIDIS)),
    /** A smoother rainbow: shows fine detail, but lightness is not monotonic. */
    TURBO(spaced(ColorTables.TURBO)),
    /** Water, meadow, sand, rock and snow; the control points are matplotlib's. */
    TERRAIN(new double[][] {
        {0, 0.2, 0.2, 0.6},
        {0.15, 0, 0.6, 1},
        {0.25, 0, 0.8, 0.4},
        {0.5, 1, 1, 0.6},
        {0.75, 0.5, 0.36, 0.33},
        {1, 1, 1, 1}
    }),
    /** Blue to red through light grey; the published scripts' surfaces. */
    COOLWARM(spaced(ColorTables.COOLWARM)),
    /** Green to yellow; the published scripts' contours. The end points are matplotlib's. */
    SUMMER(new double[][] {{0, 0, 0.5, 0.4}, {1, 1, 1, 0.4}}),
    /** White to black. */
    GREYS(spaced(ColorTables.GREYS));

    /** Rows of position, red, green, blue; positions ascend from 0 to 1. */
    @SuppressWarnings("ImmutableEnumChecker") // never written after construction
    private final double[][] stops;

    ColorMap(double[][] stops) {
        this.stops = stops;
    }

    private static double[][] spaced(String hex) {
        int count = hex.length() / 6;
        var stops = new double[count][];
        for (int i = 0; i < count; i++) {
            var color = Rgb.of(hex.substring(6 * i, 6 * i + 6));
            stops[i] = new double[] {i / (count - 1.0), color.red(), color.green(), color.blue()};
        }
        return stops;
    }

    /** The colour at {@code position}; values outside [0, 1] take the end's colour, NaN the first one's. */
    public Rgb at(double position) {
        double t = position > 0 ? Math.min(position, 1) : 0;
        int upper = 1;
        while (upper < stops.length - 1 && stops[upper][0] < t) {
            upper++;
        }
        var low = stops[upper - 1];
        var high = stops[upper];
        double share = (t - low[0]) / (high[0] - low[0]);
        return new Rgb(low[1], low[2], low[3]).mixed(new Rgb(high[1], high[2], high[3]), share);
    }
}
