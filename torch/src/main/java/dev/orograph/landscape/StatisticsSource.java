package dev.orograph.landscape;

import dev.orograph.data.Split;
import dev.orograph.network.BatchNorm;
import dev.orograph.network.Model;
import dev.orograph.network.ScriptModel;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Resources;
import dev.orograph.tensor.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Prepares what batch normalisation works with.
 *
 * @param centre of the plane
 * @param state of the network there
 * @param resources receive whatever is made or loaded
 */
record StatisticsSource(Centre centre, State state, Resources resources) {
    /**
     * What the recipe's policy needs; training samples are loaded, if it needs any.
     *
     * @param inputs samples as the network takes them
     * @param digests receive theirs
     */
    Statistics of(
            SurveyRecipe recipe,
            Plane plane,
            Tensor inputs,
            Path dataDirectory,
            Map<String, String> digests,
            Listener listener)
            throws IOException {
        var policy = recipe.batchNorm();
        var model = centre.model();
        if (policy.kind() != BatchNormPolicy.Kind.FROZEN && state.isEmpty()) {
            throw meaningless(model, policy);
        }
        return switch (policy.kind()) {
            case FROZEN -> {
                noteStates(recipe.plane(), listener);
                yield new Statistics.Frozen(state);
            }
            case INTERPOLATED -> interpolated(recipe, plane, listener);
            case REESTIMATED -> {
                requireLayers(model, inputs, policy);
                var set = recipe.data().load(dataDirectory, Split.TRAIN, OptionalInt.of(policy.samples()), listener);
                resources.add(set, set::close);
                digests.put("statistics", set.digest());
                yield new Statistics.Reestimated(state, model, set.inputs(), policy.batch());
            }
            case BATCH -> {
                requireLayers(model, inputs, policy);
                yield new Statistics.OfBatches(state, policy.batch());
            }
        };
    }

    /** Says so where a file would move statistics that stay. */
    private void noteStates(PlaneRecipe plane, Listener listener) throws IOException {
        if (state.isEmpty()) {
            return;
        }
        for (var direction : plane.directions()) {
            try (var scope = new PointerScope()) {
                if (direction instanceof DirectionRecipe.InFile inFile
                        && !inFile.states(centre, state).isEmpty()) {
                    listener.onMessage(inFile.file() + " moves batch-norm statistics too, but they stay frozen; add"
                            + " --batch-norm interpolated to move them");
                    return;
                }
            }
        }
    }

    Statistics interpolated(SurveyRecipe recipe, Plane plane, Listener listener) throws IOException {
        try (var scope = new PointerScope()) {
            var moved = recipe.plane().states(centre, plane, state);
            if (moved.stream().allMatch(Map::isEmpty)) {
                listener.onMessage("warning: no direction moves batch-norm statistics, so interpolated ones are"
                        + " those of the centre everywhere");
            }
            var owned = moved.stream().map(State::copyOf).toList();
            owned.forEach(each -> resources.add(each, each::close));
            return new Statistics.Interpolated(state, owned);
        }
    }

    /** Batch normalisation of an opaque module cannot be run apart from its dropout. */
    private static void requireLayers(Model model, Tensor inputs, BatchNormPolicy policy) {
        if (!(model instanceof ScriptModel script)) {
            return;
        }
        var translation = script.translation(inputs);
        var program = translation
                .program()
                .orElseThrow(() -> new IllegalArgumentException("the batch-norm policy " + policy
                        + " needs a network of known layers, and " + model.description() + " is not translated: "
                        + translation.reason() + "; choose frozen or interpolated, or name a built-in --model with"
                        + " --model-file"));
        boolean hasNorm = program.bindings().stream().anyMatch(binding -> binding.operation() instanceof BatchNorm);
        if (!hasNorm) {
            throw meaningless(model, policy);
        }
    }

    private static IllegalArgumentException meaningless(Model model, BatchNormPolicy policy) {
        return new IllegalArgumentException(model.description() + " has no batch-norm statistics, so the policy "
                + policy + " means nothing for it; leave it out");
    }
}
