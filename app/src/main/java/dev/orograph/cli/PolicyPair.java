package dev.orograph.cli;

import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeGrids;
import dev.orograph.figure.NamedSurface;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.measurement.Surface;
import dev.orograph.report.NamedFigure;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.ExitCode;

/** The same survey under two policies of batch normalisation, and how much the pictures differ. */
final class PolicyPair {
    private final List<BatchNormPolicy> policies;
    private final PrintWriter out;

    private PolicyPair(List<BatchNormPolicy> policies, PrintWriter out) {
        this.policies = policies;
        this.out = out;
    }

    /** Whether the words name more than one policy. */
    static boolean asks(String words) {
        return words.contains(",");
    }

    /**
     * Reads two policies with a comma between them.
     *
     * @throws IllegalArgumentException if there are more, or both are the same
     */
    static PolicyPair parse(String words, PrintWriter out) {
        var policies = Arrays.stream(words.split(",", -1))
                .map(String::strip)
                .map(BatchNormPolicy::parse)
                .toList();
        if (policies.size() != 2 || policies.get(0).kind() == policies.get(1).kind()) {
            throw new IllegalArgumentException("--batch-norm " + words
                    + " must be one policy, or two different ones to compare, as in frozen,re-estimated");
        }
        return new PolicyPair(policies, out);
    }

    /** Measures both, each as a surface of its own, and draws them with their difference. */
    int run(SurveyRunner runner, SurveyRecipe recipe, SurveyRunner.Settings settings, SurveyRunner.Target target)
            throws IOException {
        var folder = target.folder(recipe);
        for (var policy : policies) {
            int status =
                    runner.run(recipe.withBatchNorm(policy), settings.withName(name(settings, policy)), same -> folder);
            if (status != ExitCode.OK) {
                return status;
            }
        }
        var surfaces = new ArrayList<NamedSurface>();
        for (var policy : policies) {
            surfaces.add(
                    new NamedSurface(policy.toString(), SurfaceHdf5.read(folder.surfaceFile(name(settings, policy)))));
        }
        for (var split : recipe.splits()) {
            out.println(sentence(surfaces, split + "_loss"));
        }
        if (settings.draws()) {
            draw(surfaces, recipe, folder, settings.name()).forEach(file -> out.println("figure:  " + file));
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String name(SurveyRunner.Settings settings, BatchNormPolicy policy) {
        return settings.name() + "-" + policy.kind();
    }

    private static String sentence(List<NamedSurface> pair, String quantity) {
        var first = pair.get(0).surface();
        var second = pair.get(1).surface();
        var differences = IntStream.range(0, first.grid().cells())
                .mapToDouble(cell -> Math.abs(relative(first, second, quantity, cell)))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (differences.length == 0) {
            return "No cell has a finite " + quantity + " under both policies.";
        }
        return String.format(
                Locale.ROOT,
                "Under %s and %s the %s differs by %.2g %% in the median cell and by %.2g %% at most, in %d of %d cells"
                        + " where both are finite.",
                pair.get(0).name(),
                pair.get(1).name(),
                quantity,
                100 * differences[differences.length / 2],
                100 * differences[differences.length - 1],
                differences.length,
                first.grid().cells());
    }

    private static double relative(Surface first, Surface second, String quantity, int cell) {
        double one = first.value(quantity, cell);
        double other = second.value(quantity, cell);
        return one == other ? 0 : (one - other) / Math.max(Math.abs(one), Math.abs(other));
    }

    private static List<Path> draw(List<NamedSurface> pair, SurveyRecipe recipe, RunFolder folder, String name)
            throws IOException {
        var figures = new ArrayList<NamedFigure>();
        for (var split : recipe.splits()) {
            var quantity = split + "_loss";
            int axes = pair.get(0).surface().grid().dimensions();
            if (axes == 1) {
                figures.add(new NamedFigure(
                        name + "-" + quantity + "-policies",
                        LandscapeGrids.lines(pair, quantity, FigureOptions.defaults())));
            } else if (axes == 2) {
                var options = LandscapeGrids.sized(FigureOptions.defaults(), 3);
                figures.add(new NamedFigure(
                        name + "-" + quantity + "-difference",
                        LandscapeGrids.difference(pair.get(0), pair.get(1), quantity, options)));
            }
        }
        return NamedFigure.write(figures, folder.figureFolder());
    }
}
