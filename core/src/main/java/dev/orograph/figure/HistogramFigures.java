package dev.orograph.figure;

import dev.orograph.measurement.Histogram;
import dev.orograph.measurement.Series;

/** Histograms with a density curve over them. */
public final class HistogramFigures {
    /** Fine bins that share a bar. */
    private static final int BINS_PER_BAR = 4;

    /** Beyond so many deviations a Gaussian is nothing. */
    private static final double REACH = 5;

    private HistogramFigures() {}

    /**
     * Bars of four bins each, and a density curve: the bins smoothed by a Gaussian of Silverman's width,
     * 1.06·σ·n^(−1/5), but of a bin at least.
     *
     * @param histogram of fine bins, such as 240; their number a multiple of 4
     * @param color number of a colour of the palette
     */
    public static Plot panel(String title, Histogram histogram, int color) {
        return Plot.of(
                        new HistogramMark(coarse(histogram), Theme.line(color)),
                        LineMark.of(curve(histogram), Theme.line(color)).withWidth(1.4))
                .withTitle(title)
                .withoutLegend();
    }

    private static Histogram coarse(Histogram fine) {
        if (fine.bins() % BINS_PER_BAR != 0) {
            throw new IllegalArgumentException(
                    "a histogram of " + fine.bins() + " bins cannot be drawn in bars of " + BINS_PER_BAR);
        }
        var counts = new long[fine.bins() / BINS_PER_BAR];
        for (int bin = 0; bin < fine.bins(); bin++) {
            counts[bin / BINS_PER_BAR] += fine.count(bin);
        }
        return Histogram.of(fine.edge(0), fine.edge(fine.bins()), counts, fine.moments());
    }

    private static Series curve(Histogram fine) {
        int bins = fine.moments().count() == 0 ? 0 : fine.bins();
        double step = fine.edge(1) - fine.edge(0);
        double silverman = 1.06
                * Math.sqrt(fine.variance())
                * Math.pow((double) fine.moments().count(), -0.2);
        double width = Math.max(step, silverman);
        var x = new double[bins];
        var y = new double[bins];
        int reach = (int) Math.ceil(REACH * width / step);
        for (int i = 0; i < bins; i++) {
            x[i] = (fine.edge(i) + fine.edge(i + 1)) / 2;
            for (int j = Math.max(0, i - reach); j <= Math.min(bins - 1, i + reach); j++) {
                double distance = (i - j) * step / width;
                y[i] += fine.count(j) * Math.exp(-distance * distance / 2);
            }
            y[i] /= fine.moments().count() * width * Math.sqrt(2 * Math.PI);
        }
        return Series.of("", x, y);
    }
}
