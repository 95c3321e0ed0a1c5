package dev.orograph.sweep;

import dev.orograph.progress.Listener;
import dev.orograph.search.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * Runs a search: generation by generation, the trials of one at once. Which trials are made depends on the recipe alone,
 * neither on how many run at once nor on interruptions, and more trials go on from those that are there.
 */
public final class Search {
    private final SearchRecipe recipe;
    private final Path folder;
    private final Path dataDirectory;

    /**
     * @param folder holds a run for each trial
     * @param dataDirectory where data sets lie
     */
    public Search(SearchRecipe recipe, Path folder, Path dataDirectory) {
        this.recipe = recipe;
        this.folder = folder;
        this.dataDirectory = dataDirectory;
    }

    /**
     * A trial that has ended.
     *
     * @param number from 1
     * @param values of the searched settings, in the order of the space
     * @param loss the measure after the last epoch; NaN if it diverged
     */
    public record Attempt(int number, List<Double> places, List<String> values, TrainedRun run, double loss) {}

    /**
     * Trials, in the order in which they were chosen.
     *
     * @param trials how many there are to be in all
     * @param jobs trainings at once
     * @throws CancellationException if the listener asked to stop; what was done is kept
     * @throws IOException if a training cannot be made, or the folder holds another search
     */
    public List<Attempt> run(int trials, int jobs, Listener listener) throws IOException {
        var pool = new TrainingPool(dataDirectory, jobs);
        var attempts = new ArrayList<Attempt>();
        while (attempts.size() < trials) {
            attempts.addAll(generation(attempts, trials, pool, listener));
        }
        return attempts;
    }

    private List<Attempt> generation(List<Attempt> before, int trials, TrainingPool pool, Listener listener)
            throws IOException {
        var proposer = recipe.method().proposer();
        var ended = before.stream()
                .map(attempt -> new Trial(attempt.places(), attempt.loss()))
                .toList();
        // Always all places of a generation, so that a longer search begins with the same trials.
        int count = Math.min(recipe.generation(), trials - before.size());
        var places = new ArrayList<List<Double>>();
        var plans = new ArrayList<PlannedRun>();
        for (int i = 0; i < count; i++) {
            int number = before.size() + i;
            var place = proposer.propose(recipe.parameters(), ended, recipe.seed(), number);
            places.add(place);
            plans.add(new PlannedRun(
                    "trial " + (number + 1),
                    recipe.at(place).experiment(dataDirectory),
                    folder.resolve(String.format(Locale.ROOT, "%03d", number + 1))));
        }
        var runs = pool.train(plans, listener);
        var attempts = new ArrayList<Attempt>();
        for (int i = 0; i < count; i++) {
            attempts.add(new Attempt(
                    before.size() + i + 1, places.get(i), values(places.get(i)), runs.get(i), loss(runs.get(i))));
        }
        return attempts;
    }

    private List<String> values(List<Double> places) {
        var parameters = recipe.parameters();
        var values = new ArrayList<String>();
        for (int i = 0; i < parameters.size(); i++) {
            values.add(parameters.get(i).text(places.get(i)));
        }
        return values;
    }

    private double loss(TrainedRun run) {
        return run.isDiverged() ? Double.NaN : run.last(recipe.measure()).orElse(Double.NaN);
    }
}
