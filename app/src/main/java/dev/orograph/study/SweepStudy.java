package dev.orograph.study;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.DataSet;
import dev.orograph.data.Split;
import dev.orograph.figure.CurveFigures;
import dev.orograph.progress.Listener;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.Numbers;
import dev.orograph.sweep.PlannedRun;
import dev.orograph.sweep.SweepRecipe;
import dev.orograph.sweep.TrainedRun;
import dev.orograph.sweep.TrainingPool;
import dev.orograph.sweep.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Every combination of some settings, trained several at once, with the curves of loss, accuracy, gradient norm and memory
 * and their spread over seeds, and a table.
 *
 * @param question what is compared
 * @param recipe what is trained
 * @param folder receives everything: a run folder for each training, figures, tables, words
 * @param dataDirectory where data sets lie
 * @param jobs trainings at once
 */
public record SweepStudy(String question, SweepRecipe recipe, Path folder, Path dataDirectory, int jobs)
        implements Study {
    private static final int DIGITS = 4;

    @Override
    public double expectedSeconds() {
        return recipe.combinations().stream()
                .mapToDouble(combination -> expectedSeconds(combination.settings()))
                .sum();
    }

    /** How long one training is likely to take. */
    static double expectedSeconds(TrainingSettings settings) {
        return StudyCost.of(settings.model().name())
                .trainingSeconds(samples(settings), epochs(settings.texts().get("epochs")));
    }

    private static int samples(TrainingSettings settings) {
        var limit = settings.texts().get("limit");
        int all = settings.data().name().equals("digits") ? 1437 : 60_000;
        return limit == null ? all : Math.min(all, Integer.parseInt(limit.strip()));
    }

    private static int epochs(@Nullable String epochs) {
        return epochs == null ? 10 : Integer.parseInt(epochs.strip());
    }

    @Override
    public Result run(Listener listener) throws IOException {
        var combinations = recipe.combinations();
        var plans = new ArrayList<PlannedRun>();
        for (int i = 0; i < combinations.size(); i++) {
            plans.add(plan(i, combinations.get(i)));
        }
        requireBuildable(plans);
        var runs = new TrainingPool(dataDirectory, jobs).train(plans, listener);
        return report(groups(combinations, runs));
    }

    private PlannedRun plan(int number, SweepRecipe.Combination combination) throws IOException {
        var name = combination.name().isEmpty() ? "training" : combination.name();
        var slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "");
        var short64 = slug.length() > 64 ? slug.substring(0, 64) : slug;
        var path = folder.resolve("runs").resolve(String.format(Locale.ROOT, "%03d-%s", number + 1, short64));
        return new PlannedRun(name, combination.settings().experiment(dataDirectory), path);
    }

    /** What cannot be built is told before the first training. */
    private void requireBuildable(List<PlannedRun> plans) throws IOException {
        var samples = new HashMap<DataRecipe, DataSet>();
        try {
            for (var plan : plans) {
                var data = plan.experiment().data();
                var sample = samples.get(data);
                if (sample == null) {
                    sample = data.load(dataDirectory, Split.TRAIN, OptionalInt.of(1), Listener.NONE);
                    samples.put(data, sample);
                }
                plan.experiment().model().build(sample).close();
            }
        } finally {
            samples.values().forEach(DataSet::close);
        }
    }

    private static List<RunGroup> groups(List<SweepRecipe.Combination> combinations, List<TrainedRun> runs) {
        var groups = new LinkedHashMap<String, List<TrainedRun>>();
        for (int i = 0; i < runs.size(); i++) {
            groups.computeIfAbsent(combinations.get(i).group(), name -> new ArrayList<>())
                    .add(runs.get(i));
        }
        return groups.entrySet().stream()
                .map(entry -> new RunGroup(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Result report(List<RunGroup> groups) throws IOException {
        var files = new ReportFolder(folder);
        var table = SweepTable.of(groups);
        var figures = new ArrayList<NamedFigure>();
        var quantities = SweepQuantities.of(groups);
        if (!quantities.isEmpty()) {
            figures.add(new NamedFigure("curves", CurveFigures.grid(question, "epoch", quantities)));
        }
        files.text("runs.csv", SweepTable.runs(groups));
        return files.report(question, findings(groups, table), table.head(), table.rows(), figures);
    }

    private List<String> findings(List<RunGroup> groups, SweepTable table) {
        var findings = new ArrayList<String>();
        var measure = table.measure();
        best(groups, measure)
                .ifPresent(group -> findings.add(
                        "The best by " + measure.words() + " after the last epoch is " + group.name() + " with "
                                + Spread.of(group.last(measure.name())).text(DIGITS) + "."));
        for (var group : groups) {
            if (group.diverged() > 0) {
                findings.add((group.name().isEmpty() ? "The training" : group.name()) + " diverged in "
                        + group.diverged() + " of " + group.runs().size()
                        + " runs: the loss or its gradient became NaN or infinite.");
            }
        }
        int repetitions =
                groups.stream().mapToInt(group -> group.runs().size()).min().orElse(1);
        findings.add(
                repetitions > 1
                        ? "± is the sample standard deviation over " + repetitions + " seeds; so are the bands."
                        : "One training of each, so nothing here tells how another seed would differ.");
        if (jobs > 1) {
            findings.add("Seconds are those of trainings that ran " + jobs
                    + " at once, and memory is that of all of them together; --jobs 1 parts them.");
        }
        return findings;
    }

    private static Optional<RunGroup> best(List<RunGroup> groups, SweepTable.Measure measure) {
        var order = Comparator.comparingDouble(
                (RunGroup group) -> Spread.of(group.last(measure.name())).mean());
        var learnt = groups.stream().filter(group -> group.last(measure.name()).length > 0);
        return measure.isHigherBetter() ? learnt.max(order) : learnt.min(order);
    }

    /** Numbers as they stand in tables. */
    static String number(double value) {
        return Numbers.text(value, DIGITS);
    }
}
