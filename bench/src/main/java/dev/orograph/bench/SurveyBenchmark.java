package dev.orograph.bench;

import dev.orograph.data.Split;
import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.landscape.CellStore;
import dev.orograph.landscape.EvaluationPlan;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.Survey;
import dev.orograph.landscape.SurveyJob;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Trust;
import dev.orograph.progress.Listener;
import dev.orograph.provenance.Provenance;
import dev.orograph.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Surveys of the MLP on the test images of FashionMNIST, as the command line makes them, without files. */
final class SurveyBenchmark implements AutoCloseable {
    private final SurveyJob job;
    private final EvaluationPlan plan;

    private SurveyBenchmark(SurveyJob job, EvaluationPlan plan) {
        this.job = job;
        this.plan = plan;
    }

    /**
     * What a survey took.
     *
     * @param seconds from start to end
     * @param losses of the cells, x fastest
     */
    record Result(double seconds, List<Double> losses) {}

    static SurveyBenchmark open(Path data, Path weights, Path directions, OptionalInt block) throws IOException {
        var recipe = new SurveyRecipe(
                Chapter.MODEL,
                Optional.of(weights.toString()),
                Chapter.DATA,
                List.of(Split.TEST),
                OptionalInt.empty(),
                PlaneRecipe.file(2, directions),
                BatchNormPolicy.FROZEN,
                List.of("-1:1:51", "-1:1:51"),
                "cross-entropy",
                Precision.FLOAT32,
                Map.of());
        var job = SurveyJob.open(recipe, data, Listener.NONE);
        return new SurveyBenchmark(job, job.plan(block.orElse(job.defaultBlockSamples())));
    }

    String plan() {
        return plan.name();
    }

    /** Measures {@code columns} × {@code rows} cells on [−1, 1]². */
    Result run(int threads, int columns, int rows) throws IOException {
        var grid = Grid.of(new Axis("x", -1, 1, columns), new Axis("y", -1, 1, rows));
        long start = System.nanoTime();
        var measured = Survey.run(plan, grid, Map.of(), CellStore.NONE, threads, Listener.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        var losses = measured.toSurface(Trust.NONE, Provenance.NONE).values("test_loss");
        return new Result(seconds, Arrays.stream(losses).boxed().toList());
    }

    @Override
    public void close() {
        plan.close();
        job.close();
    }
}
