package dev.orograph.report;

import dev.orograph.array.NamedArray;
import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeFigures;
import dev.orograph.format.DirectionBlocks;
import dev.orograph.measurement.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What can be seen of directions in weight space: how long each block of each of them is. */
public final class DirectionFigure {
    private DirectionFigure() {}

    /** Norms of the blocks against their numbers, a line for each direction. */
    public static Figure of(DirectionBlocks directions, String name, FigureOptions options) {
        var series = new ArrayList<Series>();
        series.add(norms("x direction", directions.x()));
        if (directions.count() == 2) {
            series.add(norms("y direction", directions.y()));
        }
        var titled = options.title() == null ? options.withTitle(name + ": norm of each block") : options;
        var captioned = titled.caption() == null ? titled.withCaption(sentence(directions)) : titled;
        return LandscapeFigures.curves(series, "block", "norm", captioned);
    }

    private static Series norms(String name, List<NamedArray> blocks) {
        return Series.of(
                name,
                IntStream.range(0, blocks.size()).mapToDouble(i -> i).toArray(),
                blocks.stream().mapToDouble(DirectionFigure::norm).toArray());
    }

    private static double norm(NamedArray block) {
        return Math.sqrt(Arrays.stream(block.toDoubles()).map(v -> v * v).sum());
    }

    /** As in {@code 2 directions of 62 blocks, 272,474 numbers · norms 12.3 and 11.8 · cos(x, y) 0.0021}. */
    public static String sentence(DirectionBlocks directions) {
        long numbers = directions.x().stream()
                .mapToLong(block -> block.shape().elements())
                .sum();
        var words = new StringBuilder(directions.count() == 1 ? "1 direction" : "2 directions")
                .append(" of ")
                .append(directions.x().size())
                .append(" blocks, ")
                .append(numbers)
                .append(" numbers");
        double x = Math.sqrt(dot(directions.x(), directions.x()));
        if (directions.count() == 1) {
            return words.append(" · norm ").append(Numbers.text(x)).toString();
        }
        double y = Math.sqrt(dot(directions.y(), directions.y()));
        words.append(" · norms ").append(Numbers.text(x)).append(" and ").append(Numbers.text(y));
        words.append(" · cos(x, y) ").append(Numbers.text(dot(directions.x(), directions.y()) / (x * y), 2));
        directions
                .explainedVariance()
                .filter(variance -> variance.ratio().size() >= 2)
                .ifPresent(variance -> words.append(" · principal directions with ")
                        .append(Numbers.percent(variance.ratio().get(0)))
                        .append(" and ")
                        .append(Numbers.percent(variance.ratio().get(1)))
                        .append(" of the variance"));
        return words.toString();
    }

    private static double dot(List<NamedArray> left, List<NamedArray> right) {
        double sum = 0;
        for (int i = 0; i < left.size(); i++) {
            var a = left.get(i).toDoubles();
            var b = right.get(i).toDoubles();
            for (int j = 0; j < a.length; j++) {
                sum += a[j] * b[j];
            }
        }
        return sum;
    }
}
