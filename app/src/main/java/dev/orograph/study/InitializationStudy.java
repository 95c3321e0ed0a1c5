package dev.orograph.study;

import dev.orograph.data.DataRecipe;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.progress.Listener;
import dev.orograph.training.Experiment;
import dev.orograph.training.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * One network trained alike from many starts: loss, error, speed, and what its weight matrices are like, as in the table
 * of the book chapter on optimizers and initialisers.
 *
 * @param folder receives everything
 * @param dataDirectory where data sets lie
 * @param data the data set
 * @param samples at most so many training and test samples, if not all
 * @param model the network
 * @param starts the initialisers, at least one, no two alike
 * @param training of every network; its seeds are the first ones
 * @param seeds trainings from each, with seeds that follow each other; at least 1
 * @param countsSlopes whether slopes of activations count as matrices, as in the published averages
 */
public record InitializationStudy(
        Path folder,
        Path dataDirectory,
        DataRecipe data,
        OptionalInt samples,
        ModelRecipe model,
        List<InitializationRecipe> starts,
        TrainingRecipe training,
        int seeds,
        boolean countsSlopes)
        implements Study {
    /** Those of the published table and their relatives. */
    public static final List<String> PUBLISHED = List.of(
            "default",
            "lecun-normal",
            "lecun-uniform",
            "xavier-normal",
            "xavier-uniform",
            "kaiming-normal",
            "kaiming-uniform",
            "kaiming-normal+spectral",
            "orthogonal",
            "scaled-orthogonal",
            "lsuv",
            "emergence-promoting",
            "emergence-promoting:damped=false",
            "l-momentum",
            "l-momentum-scaled");

    public InitializationStudy {
        starts = List.copyOf(starts);
        if (starts.isEmpty() || starts.stream().distinct().count() < starts.size()) {
            throw new IllegalArgumentException(
                    "a study of starts needs at least one initialiser and none twice; got " + starts);
        }
        if (seeds < 1 || seeds > 1000) {
            throw new IllegalArgumentException("number of seeds " + seeds + " must lie between 1 and 1000, as in 3");
        }
        if (training.epochs() < 1) {
            throw new IllegalArgumentException("number of epochs " + training.epochs() + " must be at least 1");
        }
    }

    @Override
    public String question() {
        return starts.size() + " initialisers: " + model.name() + " on " + data.name();
    }

    @Override
    public double expectedSeconds() {
        var cost = StudyCost.of(model.name());
        return starts.size() * seeds * cost.trainingSeconds(samples.orElse(60_000), training.epochs());
    }

    @Override
    public Result run(Listener listener) throws IOException {
        var known = StudyData.of(data, dataDirectory);
        var trials = new ArrayList<InitializationTrial>();
        try (var network = model.build(known.input(), known.classes())) {
            for (var start : starts) {
                for (int i = 0; i < seeds; i++) {
                    trials.add(InitializationTrial.run(
                            experiment(start, i),
                            folder.resolve(folderName(start, i)),
                            dataDirectory,
                            network.layout(),
                            known.classes(),
                            countsSlopes,
                            listener));
                }
            }
        }
        return new InitializationReport(this, trials, known.classes()).write(new ReportFolder(folder));
    }

    private Experiment experiment(InitializationRecipe start, int number) {
        long seed = training.seeds().weights() + number;
        return Experiment.of(model, data, training.withSeeds(TrainingRecipe.Seeds.all(seed)))
                .withInitialization(start)
                .withLimit(samples);
    }

    private String folderName(InitializationRecipe start, int number) {
        var plain = start.text()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("-$", "");
        return (starts.indexOf(start) + 1) + "-" + plain + "-seed"
                + (training.seeds().weights() + number);
    }
}
