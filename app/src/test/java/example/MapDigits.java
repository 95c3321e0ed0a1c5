package example;

import dev.orograph.data.*;
import dev.orograph.figure.*;
import dev.orograph.landscape.*;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Listener;
import dev.orograph.run.*;
import dev.orograph.training.*;
import java.io.IOException;
import java.nio.file.*;
import java.util.*;

/** Trains a small network on digits, maps the loss around it and draws the surface. */
final class MapDigits {
    private MapDigits() {}

    // begin
    static void map(Path folder, int threads) throws IOException {
        var training = TrainingRecipe.of(10, 32, OptimizerSettings.parse("adam:lr=0.002"), new CrossEntropy());
        var network = new ModelRecipe("mlp", Map.of("widths", "64,32"));
        var experiment = Experiment.of(network, DataRecipe.of("digits"), training);
        var run = RunFolder.create(folder, Manifest.of("train", experiment));
        try (var job = ExperimentJob.open(experiment, folder, Listener.NONE);
                var writer = run.writer()) {
            var result = job.train(RunRecorder.of(writer), Listener.NONE);
            System.out.println(result.evaluations());
        }
        var weights = run.lastCheckpoint().orElseThrow().file();
        var plane = PlaneRecipe.random(2, 0, Normalization.FILTER, RankOnePolicy.ZERO);
        var survey = SurveyRecipe.around(experiment, weights, Split.TRAIN, plane, "-1:1:21", "-1:1:21");
        try (var job = SurveyJob.open(survey, folder, Listener.NONE)) {
            var surface = job.measure(threads, Listener.NONE).surface();
            var figure = LandscapeFigures.surface3D(surface, "train_loss", FigureOptions.defaults());
            Files.write(folder.resolve("landscape.png"), Png.render(figure, 2));
        }
    }
    // end
}
