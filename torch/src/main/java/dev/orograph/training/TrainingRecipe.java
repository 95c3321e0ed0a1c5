package dev.orograph.training;

import dev.orograph.data.Augmentation;
import dev.orograph.objective.Loss;
import dev.orograph.optimize.Averaging;
import dev.orograph.optimize.ClipByNorm;
import dev.orograph.optimize.ClipByValue;
import dev.orograph.optimize.LossFunction;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Threads;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;

/**
 * All that determines the trained parameters besides the network, its starting parameters and the data. As JSON, it
 * makes a training repeatable to the bit on the same type of machine.
 *
 * @param epochs passes over the training data, at least 0
 * @param batchSize samples per step, at least 1; the last batch of an epoch has what is left
 * @param optimizer rule of a step
 * @param schedule learning rate over time
 * @param loss what is minimised
 * @param clipNorm largest Euclidean norm of a gradient, if any
 * @param clipValue largest absolute element of a gradient, if any; applied before the norm
 * @param augmentation as {@link Augmentation#parse} reads it
 * @param seeds of everything random
 * @param checkpointEpochs numbers of finished epochs after which to keep the parameters, 0 being the start; the end is
 *     always kept
 * @param earlyStopping when to end before all epochs are done, if at all
 * @param precision type of the arithmetic; with bfloat16, parameters are kept in float32 and rounded for each step
 * @param threads processor threads per operation, at least 1; results are equal to the bit only for equal numbers
 * @param averaging how parameters are averaged on the way, if at all
 */
public record TrainingRecipe(
        int epochs,
        int batchSize,
        OptimizerSettings optimizer,
        Schedule schedule,
        Loss loss,
        OptionalDouble clipNorm,
        OptionalDouble clipValue,
        String augmentation,
        Seeds seeds,
        List<Integer> checkpointEpochs,
        Optional<EarlyStopping> earlyStopping,
        Precision precision,
        int threads,
        Optional<Averaging> averaging) {
    public TrainingRecipe {
        if (epochs < 0) {
            throw new IllegalArgumentException("number of epochs " + epochs + " must not be negative");
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size " + batchSize + " must be at least 1");
        }
        Threads.require(threads);
        clipNorm.ifPresent(ClipByNorm::new);
        clipValue.ifPresent(ClipByValue::new);
        Augmentation.parse(augmentation);
        checkpointEpochs = List.copyOf(checkpointEpochs);
        for (int epoch : checkpointEpochs) {
            if (epoch < 0 || epoch > epochs) {
                throw new IllegalArgumentException(
                        "checkpoint epoch " + epoch + " must lie in 0 to " + epochs + ", the number of epochs");
            }
        }
    }

    /**
     * Seeds of the parts that are random, apart from each other so that one can be changed alone.
     *
     * @param weights of the starting parameters; not used by training itself
     * @param order of the samples in each epoch
     * @param dropout of the dropout masks
     * @param augmentation of the changes to the images
     */
    public record Seeds(long weights, long order, long dropout, long augmentation) {
        /** The same seed for all. */
        public static Seeds all(long seed) {
            return new Seeds(seed, seed, seed, seed);
        }
    }

    /**
     * Constant learning rate, no clipping, no augmentation, seed 0, a checkpoint at the start and the end, no early
     * stop, float32, one thread, no averaging.
     */
    public static TrainingRecipe of(int epochs, int batchSize, OptimizerSettings optimizer, Loss loss) {
        return new TrainingRecipe(
                epochs,
                batchSize,
                optimizer,
                Schedule.constant(),
                loss,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Augmentation.describe(Augmentation.NONE),
                Seeds.all(0),
                List.of(0),
                Optional.empty(),
                Precision.FLOAT32,
                1,
                Optional.empty());
    }

    /** The same loss with clipped gradients, where they are to be clipped. */
    LossFunction clipped(LossFunction function) {
        var clipped = function;
        if (clipValue.isPresent()) {
            clipped = clipped.with(new ClipByValue(clipValue.getAsDouble()));
        }
        if (clipNorm.isPresent()) {
            clipped = clipped.with(new ClipByNorm(clipNorm.getAsDouble()));
        }
        return clipped;
    }

    /**
     * η of a step.
     *
     * @param step from 0
     * @param reduction by how much a schedule that waits for a plateau has reduced it; 1 with any other
     */
    double learningRate(long step, long stepsPerEpoch, double reduction) {
        LongToDoubleFunction scheduled =
                at -> optimizer.learningRate() * schedule.factor(at, stepsPerEpoch, epochs) * reduction;
        return averaging.isPresent()
                ? averaging.get().rate(step, stepsPerEpoch, epochs, scheduled)
                : scheduled.applyAsDouble(step);
    }

    public TrainingRecipe withEpochs(int count) {
        return changed(draft -> draft.epochs = count);
    }

    public TrainingRecipe withOptimizer(OptimizerSettings newOptimizer) {
        return changed(draft -> draft.optimizer = newOptimizer);
    }

    public TrainingRecipe withSchedule(Schedule newSchedule) {
        return changed(draft -> draft.schedule = newSchedule);
    }

    public TrainingRecipe withClipNorm(double maximum) {
        return changed(draft -> draft.clipNorm = OptionalDouble.of(maximum));
    }

    public TrainingRecipe withClipValue(double maximum) {
        return changed(draft -> draft.clipValue = OptionalDouble.of(maximum));
    }

    public TrainingRecipe withAugmentation(String text) {
        return changed(draft -> draft.augmentation = text);
    }

    public TrainingRecipe withSeeds(Seeds newSeeds) {
        return changed(draft -> draft.seeds = newSeeds);
    }

    public TrainingRecipe withCheckpointEpochs(List<Integer> newEpochs) {
        return changed(draft -> draft.checkpointEpochs = newEpochs);
    }

    public TrainingRecipe withEarlyStopping(EarlyStopping rule) {
        return changed(draft -> draft.earlyStopping = Optional.of(rule));
    }

    public TrainingRecipe withPrecision(Precision newPrecision) {
        return changed(draft -> draft.precision = newPrecision);
    }

    public TrainingRecipe withThreads(int count) {
        return changed(draft -> draft.threads = count);
    }

    public TrainingRecipe withAveraging(Averaging rule) {
        return changed(draft -> draft.averaging = Optional.of(rule));
    }

    private TrainingRecipe changed(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.recipe();
    }

    /** A recipe while one of its components is exchanged. */
    private static final class Draft {
        private int epochs;
        private int batchSize;
        private OptimizerSettings optimizer;
        private Schedule schedule;
        private Loss loss;
        private OptionalDouble clipNorm;
        private OptionalDouble clipValue;
        private String augmentation;
        private Seeds seeds;
        private List<Integer> checkpointEpochs;
        private Optional<EarlyStopping> earlyStopping;
        private Precision precision;
        private int threads;
        private Optional<Averaging> averaging;

        Draft(TrainingRecipe recipe) {
            this.epochs = recipe.epochs;
            this.batchSize = recipe.batchSize;
            this.optimizer = recipe.optimizer;
            this.schedule = recipe.schedule;
            this.loss = recipe.loss;
            this.clipNorm = recipe.clipNorm;
            this.clipValue = recipe.clipValue;
            this.augmentation = recipe.augmentation;
            this.seeds = recipe.seeds;
            this.checkpointEpochs = recipe.checkpointEpochs;
            this.earlyStopping = recipe.earlyStopping;
            this.precision = recipe.precision;
            this.threads = recipe.threads;
            this.averaging = recipe.averaging;
        }

        TrainingRecipe recipe() {
            return new TrainingRecipe(
                    epochs,
                    batchSize,
                    optimizer,
                    schedule,
                    loss,
                    clipNorm,
                    clipValue,
                    augmentation,
                    seeds,
                    checkpointEpochs,
                    earlyStopping,
                    precision,
                    threads,
                    averaging);
        }
    }
}
