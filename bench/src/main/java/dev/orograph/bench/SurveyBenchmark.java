package dev.orograph.bench;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.landscape.CellStore;
import dev.orograph.landscape.EvaluationPlan;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.Sampling;
import dev.orograph.landscape.Survey;
import dev.orograph.landscape.SurveyJob;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Trust;
import dev.orograph.network.ModelRecipe;
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

/** Surveys of one network on the first test images of a data set, as the command line makes them, without files. */
final class SurveyBenchmark implements AutoCloseable {
    private static final List<String> WHOLE = List.of("-1:1:51", "-1:1:51");

    private final SurveyJob job;
    private final EvaluationPlan plan;

    private SurveyBenchmark(SurveyJob job, EvaluationPlan plan) {
        this.job = job;
        this.plan = plan;
    }

    /**
     * What is surveyed.
     *
     * @param model a built-in architecture, or {@code script:FILE.pt}
     * @param options of the architecture
     * @param weights file of the centre; empty for a TorchScript module
     * @param data name of the data set
     * @param normalisation as the command line has it
     * @param padding pixels of zero on each side
     * @param samples the first so many test images
     * @param directions file of both directions
     * @param dtype element type of the evaluation
     * @param block samples per block, 0 for the default
     */
    record Subject(
            String model,
            Map<String, String> options,
            String weights,
            String data,
            String normalisation,
            int padding,
            int samples,
            String directions,
            String dtype,
            int block) {
        private SurveyRecipe recipe() {
            return new SurveyRecipe(
                    new ModelRecipe(model, options),
                    weights.isEmpty() ? Optional.empty() : Optional.of(weights),
                    new DataRecipe(data, normalisation, padding, 0, 0),
                    List.of(Split.TEST),
                    OptionalInt.of(samples),
                    Sampling.ALL,
                    PlaneRecipe.file(2, Path.of(directions)),
                    BatchNormPolicy.FROZEN,
                    WHOLE,
                    "cross-entropy",
                    Precision.parse(dtype),
                    Map.of());
        }
    }

    /**
     * How the subject is measured.
     *
     * @param plan name of the way
     * @param tile cells that are measured together
     * @param parameters of the network
     */
    record Ready(String plan, int tile, long parameters) {}

    /**
     * What a survey took.
     *
     * @param seconds from start to end
     * @param losses of the cells, x fastest
     */
    record Result(double seconds, List<Double> losses) {}

    static SurveyBenchmark open(Path data, Subject subject) throws IOException {
        var job = SurveyJob.open(subject.recipe(), data, Listener.NONE);
        return new SurveyBenchmark(job, job.plan(subject.block() == 0 ? job.defaultBlockSamples() : subject.block()));
    }

    Ready ready() {
        return new Ready(plan.name(), plan.tileCells(), job.model().layout().elements());
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
