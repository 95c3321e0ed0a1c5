package dev.orograph.study;

import dev.orograph.figure.SearchFigures;
import dev.orograph.format.AtomicFile;
import dev.orograph.measurement.Series;
import dev.orograph.progress.Listener;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.Numbers;
import dev.orograph.search.SearchParameter;
import dev.orograph.sweep.Search;
import dev.orograph.sweep.SearchRecipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A search for settings within a budget of trials, ranked.
 *
 * @param folder receives everything: a run folder for each trial, figures, tables, words
 * @param dataDirectory where data sets lie
 * @param trials how many in all
 * @param jobs trainings at once
 * @param cautions what to say beside the results
 */
public record SearchStudy(
        SearchRecipe recipe, Path folder, Path dataDirectory, int trials, int jobs, List<String> cautions)
        implements Study {
    private static final String RECIPE = "search.json";

    public SearchStudy {
        if (trials < 1) {
            throw new IllegalArgumentException("number of trials " + trials + " must be at least 1");
        }
        cautions = List.copyOf(cautions);
    }

    @Override
    public String question() {
        return "Search of "
                + recipe.parameters().stream().map(SearchParameter::name).collect(Collectors.joining(", "))
                + " for " + recipe.settings().model().name() + " on "
                + recipe.settings().data().name() + ", "
                + trials + " trials";
    }

    @Override
    public double expectedSeconds() {
        return trials * SweepStudy.expectedSeconds(recipe.settings());
    }

    @Override
    public Result run(Listener listener) throws IOException {
        keepRecipe();
        var attempts = new Search(recipe, folder.resolve("trials"), dataDirectory).run(trials, jobs, listener);
        var ranked = attempts.stream()
                .sorted(Comparator.comparingDouble(SearchStudy::rank))
                .toList();
        return new ReportFolder(folder).report(question(), findings(ranked), head(), rows(ranked), figures(attempts));
    }

    /** A folder holds one search; the same with more trials goes on. */
    private void keepRecipe() throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(RECIPE);
        var mapper = JsonMapper.shared();
        if (Files.exists(file)) {
            if (!mapper.readValue(file.toFile(), SearchRecipe.class).equals(recipe)) {
                throw new IOException(
                        folder + " holds another search; choose another folder with --run, or the settings"
                                + " it began with, which " + file + " tells");
            }
            return;
        }
        var text = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(recipe) + "\n";
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static double rank(Search.Attempt attempt) {
        return Double.isNaN(attempt.loss()) ? Double.POSITIVE_INFINITY : attempt.loss();
    }

    private List<String> findings(List<Search.Attempt> ranked) {
        var findings = new ArrayList<String>();
        var best = ranked.get(0);
        if (Double.isFinite(best.loss())) {
            findings.add("The best of " + ranked.size() + " trials is number " + best.number() + " with a "
                    + words(recipe.measure()) + " of " + Numbers.text(best.loss()) + ": " + settings(best) + ".");
            findings.add("Repeat it with: orograph train --manifest "
                    + best.run().folder().manifestFile());
        } else {
            findings.add("Every trial diverged; search lower learning rates.");
        }
        long diverged =
                ranked.stream().filter(attempt -> attempt.run().isDiverged()).count();
        if (diverged > 0 && diverged < ranked.size()) {
            findings.add(diverged + " of " + ranked.size() + " trials diverged; they count as worse than any other.");
        }
        findings.addAll(cautions);
        return findings;
    }

    private String settings(Search.Attempt attempt) {
        var parameters = recipe.parameters();
        return IntStream.range(0, parameters.size())
                .mapToObj(i -> parameters.get(i).name() + "=" + attempt.values().get(i))
                .collect(Collectors.joining(", "));
    }

    private List<String> head() {
        var head = new ArrayList<String>(List.of("rank", "trial"));
        recipe.parameters().forEach(parameter -> head.add(parameter.name()));
        head.add(words(recipe.measure()));
        var accuracy = accuracy();
        if (!accuracy.equals(recipe.measure())) {
            head.add(words(accuracy) + " (%)");
        }
        head.add("seconds");
        return head;
    }

    private String accuracy() {
        return recipe.measure().replace("_loss", "_accuracy");
    }

    private static String words(String quantity) {
        return quantity.replace("train_", "training ").replace('_', ' ');
    }

    private List<List<String>> rows(List<Search.Attempt> ranked) {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < ranked.size(); i++) {
            var attempt = ranked.get(i);
            var row = new ArrayList<String>(List.of("" + (i + 1), "" + attempt.number()));
            row.addAll(attempt.values());
            row.add(attempt.run().isDiverged() ? "diverged" : SweepStudy.number(attempt.loss()));
            if (!accuracy().equals(recipe.measure())) {
                var accuracy = attempt.run().last(accuracy());
                row.add(accuracy.isPresent() ? SweepStudy.number(accuracy.getAsDouble()) : "–");
            }
            row.add(Numbers.text(attempt.run().seconds(), 3));
            rows.add(row);
        }
        return rows;
    }

    private List<NamedFigure> figures(List<Search.Attempt> attempts) {
        var losses = attempts.stream().mapToDouble(Search.Attempt::loss).toArray();
        var parameters = recipe.parameters();
        var tried = new ArrayList<SearchFigures.Tried>();
        for (int i = 0; i < parameters.size(); i++) {
            int position = i;
            var parameter = parameters.get(i);
            if (parameter instanceof SearchParameter.Interval interval) {
                var x = attempts.stream()
                        .mapToDouble(attempt -> interval.value(attempt.places().get(position)))
                        .toArray();
                tried.add(SearchFigures.Tried.of(interval, Series.of("", x, losses)));
            } else if (parameter instanceof SearchParameter.Choice choice) {
                var x = attempts.stream()
                        .mapToDouble(attempt -> attempt.places().get(position))
                        .toArray();
                tried.add(SearchFigures.Tried.of(choice, Series.of("", x, losses)));
            }
        }
        return List.of(new NamedFigure("trials", SearchFigures.trials(losses, tried, words(recipe.measure()))));
    }
}
