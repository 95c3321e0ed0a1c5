package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.monitor.MonitoredTraining;
import dev.orograph.monitor.Threshold;
import dev.orograph.network.Model;
import dev.orograph.optimize.Evaluation;
import dev.orograph.tensor.State;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** What a monitor may see of a training loop, with a gradient of its own that leaves the training as it is. */
final class MonitoredLoop implements AutoCloseable {
    private final Model model;
    private final NamedArrays start;
    private final TrainingData data;
    private final TrainingRecipe recipe;
    private final TrainingState state;
    private @Nullable State untouched;
    private @Nullable BatchLoss gradient;

    MonitoredLoop(Model model, NamedArrays start, TrainingData data, TrainingRecipe recipe, TrainingState state) {
        this.model = model;
        this.start = start;
        this.data = data;
        this.recipe = recipe;
        this.state = state;
    }

    MonitoredTraining training(long stepsPerEpoch) {
        return new MonitoredTraining(
                model,
                start,
                state.theta(),
                state.state(),
                () -> state.remembered(recipe),
                data.training(),
                recipe.loss(),
                recipe.precision(),
                recipe.seeds().dropout(),
                recipe.seeds().order(),
                stepsPerEpoch,
                recipe.threads(),
                this::evaluate,
                this::threshold);
    }

    /** In training mode, which takes the statistics of the batch, so that a state that stays behind makes no difference. */
    private Evaluation evaluate(Tensor theta, Tensor inputs, Tensor targets, long maskStep) {
        var loss = gradient;
        if (loss == null) {
            untouched = state.state().copy();
            loss = new BatchLoss(model, recipe, untouched);
            gradient = loss;
        }
        return loss.at(theta, new Batches.Batch(inputs, targets), maskStep).evaluation();
    }

    private Optional<Threshold> threshold(double rate) {
        return StabilityThreshold.of(recipe.optimizer(), rate)
                .map(known -> new Threshold(known.value(), known.formula(), known.isPreconditioned()));
    }

    @Override
    public void close() {
        if (gradient != null) {
            gradient.close();
        }
        if (untouched != null) {
            untouched.close();
        }
    }
}
