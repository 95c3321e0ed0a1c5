package dev.orograph.sweep;

import dev.orograph.search.SearchParameter;
import java.util.List;

/**
 * A search for settings: all that decides which trainings are tried, whatever their number.
 *
 * @param settings what all trials have in common; {@code optimizer.KEY} in the space becomes a parameter of its optimizer
 * @param space what is searched, as {@link SearchParameter#parse} reads it; at least one
 * @param method how
 * @param measure what is to be low, such as {@code validation_loss}, after the last epoch
 * @param generation trials that are chosen without knowing each other's results, so that they can run at once
 * @param seed of the choices; trainings have their own
 */
public record SearchRecipe(
        TrainingSettings settings, List<String> space, SearchMethod method, String measure, int generation, long seed) {
    private static final String OPTIMIZER_PREFIX = "optimizer.";

    public SearchRecipe {
        space = List.copyOf(space);
        if (space.isEmpty()) {
            throw new IllegalArgumentException("a search needs a space, such as lr=log:1e-5:0.1");
        }
        if (generation < 1) {
            throw new IllegalArgumentException("trials of a generation " + generation + " must be at least 1");
        }
        var names =
                space.stream().map(text -> SearchParameter.parse(text).name()).toList();
        for (var name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw new IllegalArgumentException("the search space names " + name + " twice");
            }
        }
    }

    public List<SearchParameter> parameters() {
        return space.stream().map(SearchParameter::parse).toList();
    }

    /**
     * The settings of a trial.
     *
     * @param places one for each parameter
     */
    public TrainingSettings at(List<Double> places) {
        var parameters = parameters();
        var changed = settings;
        for (int i = 0; i < parameters.size(); i++) {
            var name = parameters.get(i).name();
            var text = parameters.get(i).text(places.get(i));
            changed = name.startsWith(OPTIMIZER_PREFIX)
                    ? changed.withOptimizerParameter(name.substring(OPTIMIZER_PREFIX.length()), text)
                    : changed.with(name, text);
        }
        return changed;
    }
}
