package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.monitor.AlarmPlan;
import dev.orograph.monitor.Monitoring;
import dev.orograph.monitor.ProbePlan;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.Loss;
import dev.orograph.optimize.Averaging;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import dev.orograph.progress.Outcome;
import dev.orograph.run.Manifest;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Threads;
import dev.orograph.training.EarlyStopping;
import dev.orograph.training.Experiment;
import dev.orograph.training.RateSearch;
import dev.orograph.training.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network into a run folder. */
@Command(
        name = "train",
        description = "Trains a network and keeps everything about it in a run folder.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final int MOST_CHECKPOINTS = 10_000;

    /** In place of a learning rate. */
    private static final String FIND = "find";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--run", paramLabel = "DIR", description = "The run folder (default: runs/MODEL-DATA).")
    private @Nullable Path run;

    @Option(names = "--resume", paramLabel = "RUN", description = "Go on with an interrupted training.")
    private @Nullable String resume;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Option(names = "--manifest", paramLabel = "FILE", description = "Repeat the training of a run.json to the bit.")
    private @Nullable Path manifest;

    @Option(
            names = {"--model-file", "--weights"},
            paramLabel = "FILE",
            description = "Start from these weights.")
    private @Nullable Path weights;

    @Option(
            names = {"--init", "--initialiser"},
            paramLabel = "SPEC",
            defaultValue = "default",
            description = "How fresh weights are drawn, as in kaiming-normal:activation=relu, orthogonal+lsuv or"
                    + " xavier-uniform;kind:convolution=kaiming-normal;layers.8.weight=zeros (default: as torch does).")
    private String initialization = "default";

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
    private int epochs = 10;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "128", description = "Default: ${DEFAULT-VALUE}.")
    private int batchSize = 128;

    @Option(
            names = "--optimizer",
            paramLabel = "SPEC",
            defaultValue = "adam",
            description = "One of the optimizers of docs/optimizers.md, as in sgd:lr=0.1,momentum=0.9, with parameter"
                    + " groups, as in adamw;*.bias:weight_decay=0, or wrapped, as in sam+sgd:lr=0.1 (default:"
                    + " ${DEFAULT-VALUE}).")
    private String optimizer = "adam";

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "Learning rate, short for the optimizer's lr=RATE; find uses what 'find-lr' suggests.")
    private @Nullable String learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "SPEC",
            defaultValue = "constant",
            description = "constant, step:every=30,factor=0.1, multi-step:at=60/80, exponential:gamma=0.95,"
                    + " polynomial:power=2, cosine:final=0, cosine-restarts:T_0=10,T_mult=2, one-cycle:pct_start=0.3 or"
                    + " plateau:factor=0.1,patience=10, each with warmup=EPOCHS; 'orograph schedule' draws them.")
    private String schedule = "constant";

    @Option(
            names = "--averaging",
            paramLabel = "SPEC",
            description = "Average the weights as well: ema:decay=0.999,warmup=true or swa:start=0.75,swa_lr=0.05 with"
                    + " every=EPOCHS or steps=N.")
    private @Nullable String averaging;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description = "cross-entropy:smoothing=0.1, nll, focal:gamma=2, hinge:p=1, bce, mse, l1, huber or smooth-l1"
                    + " (default: what suits the data).")
    private @Nullable String loss;

    @Option(names = "--clip-norm", paramLabel = "MAX", description = "Largest norm of a gradient.")
    private @Nullable Double clipNorm;

    @Option(names = "--clip-value", paramLabel = "MAX", description = "Largest element of a gradient.")
    private @Nullable Double clipValue;

    @Option(
            names = "--augment",
            paramLabel = "SPEC",
            description = "Changes to training images, as in crop:4,flip or rotation:10.")
    private @Nullable String augmentation;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after N epochs without a lower loss on the validation samples, or the test samples if"
                    + " none are set aside.")
    private @Nullable Integer patience;

    @Option(
            names = "--checkpoints",
            paramLabel = "E,E,…",
            split = ",",
            description = "Epochs to keep (default: every one; the last is always kept).")
    private @Nullable List<Integer> checkpoints;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of everything random.")
    private long seed;

    @Option(names = "--seed-weights", paramLabel = "N", description = "Seed of the starting weights alone.")
    private @Nullable Long seedWeights;

    @Option(names = "--seed-order", paramLabel = "N", description = "Seed of the order of samples alone.")
    private @Nullable Long seedOrder;

    @Option(names = "--seed-dropout", paramLabel = "N", description = "Seed of the dropout masks alone.")
    private @Nullable Long seedDropout;

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads (default: all).")
    private @Nullable Integer threads;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "float32",
            description = "float32, float64 or bfloat16.")
    private String precision = "float32";

    @Option(
            names = "--probes",
            paramLabel = "P,P,…",
            defaultValue = "none",
            description = "What to measure on the way: none, economy, standard or full, and probes with the steps they"
                    + " measure at, as in economy,lambda_max@@log,histograms@@200; 'orograph list probes' tells which there"
                    + " are and what they cost (default: ${DEFAULT-VALUE}).")
    private String probes = "none";

    @Option(
            names = "--alarms",
            paramLabel = "A,A,…",
            defaultValue = "warn",
            description = "warn, stop or off, for all faults or for one, as in nan=stop,plateau=off; 'orograph list"
                    + " probes' tells which there are (default: ${DEFAULT-VALUE}).")
    private String alarms = "warn";

    @Option(names = "--tensorboard", description = "Write an event file for TensorBoard into the run folder, too.")
    private boolean tensorBoard;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var commandLine = spec().commandLine();
        var runner = new TrainingRunner(commandLine.getOut(), commandLine.getErr(), json);
        if (resume != null) {
            return runner.goOn(runs.open(resume), data.directory());
        }
        if (manifest != null) {
            var recorded = Manifest.read(manifest);
            var experiment = recorded.settings(Experiment.class);
            data.fetch(experiment.data(), commandLine.getErr());
            return runner.repeat(recorded, experiment, run == null ? freeFolder(experiment) : run, data.directory());
        }
        var experiment = FIND.equals(learningRate) ? withFoundRate(experiment()) : experiment();
        return runner.run(experiment, run == null ? freeFolder(experiment) : run, data.directory());
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command has no specification");
        }
        return spec;
    }

    private Experiment experiment() throws IOException {
        var dataRecipe = data.recipe(DataRecipe.of("digits"));
        var modelRecipe = model.recipe(ModelRecipe.of("mlp"));
        data.fetch(dataRecipe, spec().commandLine().getErr());
        return Experiment.of(
                        modelRecipe,
                        dataRecipe,
                        training(
                                Defaults.loss(loss, dataRecipe, data.directory()),
                                dataRecipe.source(data.directory()).splits()))
                .withStart(Optional.ofNullable(weights).map(Path::toString))
                .withInitialization(InitializationRecipe.parse(initialization))
                .withLimit(data.limit())
                .withMonitoring(new Monitoring(ProbePlan.parse(probes), AlarmPlan.parse(alarms), tensorBoard));
    }

    /** The same training with the learning rate of a range test. */
    private Experiment withFoundRate(Experiment experiment) throws IOException {
        var line = spec().commandLine();
        var curve = RateFinding.run(experiment, RateSearch.defaults(), data.directory(), line);
        if (curve.outcome() == Outcome.CANCELLED) {
            throw new IOException("stopped while a learning rate was sought; nothing was trained");
        }
        double found = curve.suggestion()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no learning rate lowers the loss in a range test; look with find-lr, or give one with --lr"));
        var rate = RateFinding.text(found);
        line.getErr().println("learning rate " + rate);
        var settings = OptimizerSettings.parse(OptimizerSettings.withLearningRate(optimizer, rate));
        return experiment.withTraining(experiment.training().withOptimizer(settings));
    }

    private TrainingRecipe training(Loss chosenLoss, Set<Split> splits) {
        var recipe = TrainingRecipe.of(
                epochs,
                batchSize,
                OptimizerSettings.parse(
                        learningRate == null || learningRate.equals(FIND)
                                ? optimizer
                                : OptimizerSettings.withLearningRate(optimizer, learningRate)),
                chosenLoss);
        return new TrainingRecipe(
                recipe.epochs(),
                recipe.batchSize(),
                recipe.optimizer(),
                Schedule.parse(schedule),
                recipe.loss(),
                clipNorm == null ? OptionalDouble.empty() : OptionalDouble.of(clipNorm),
                clipValue == null ? OptionalDouble.empty() : OptionalDouble.of(clipValue),
                augmentation == null ? recipe.augmentation() : augmentation,
                new TrainingRecipe.Seeds(
                        seedWeights == null ? seed : seedWeights,
                        seedOrder == null ? seed : seedOrder,
                        seedDropout == null ? seed : seedDropout,
                        seed),
                checkpoints == null ? everyEpoch() : checkpoints,
                Optional.ofNullable(patience).map(count -> EarlyStopping.of(splits, count)),
                Precision.parse(precision),
                threads == null ? Threads.available() : threads,
                Optional.ofNullable(averaging).map(Averaging::parse));
    }

    private List<Integer> everyEpoch() {
        if (epochs > MOST_CHECKPOINTS) {
            throw new IllegalArgumentException("a checkpoint of each of " + epochs
                    + " epochs is too many; name those to keep, as in --checkpoints 0," + epochs);
        }
        return new ArrayList<>(
                IntStream.rangeClosed(0, Math.max(0, epochs)).boxed().toList());
    }

    private static Path freeFolder(Experiment experiment) {
        return Defaults.freeFolder(
                experiment.model().name() + "-" + experiment.data().name());
    }
}
