package dev.orograph.landscape;

import dev.orograph.measurement.Trajectory;
import dev.orograph.measurement.Trust;
import dev.orograph.network.Weights;
import dev.orograph.objective.Objective;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The way of a training through a survey's plane: each checkpoint projected by least squares, with the share of its
 * distance that the plane does not show, its own loss and the loss of its projection. The drawn path passes over losses
 * that no checkpoint had; the two losses side by side tell by how much.
 */
public final class CheckpointPath {
    private CheckpointPath() {}

    /**
     * One point of the way.
     *
     * @param label what it is called, such as the number of its epoch
     * @param file its weights
     */
    public record Checkpoint(String label, Path file) {}

    /**
     * Projects checkpoints on the first two axes' plane of a job, and measures both losses on its first set of samples.
     * Runs in the calling thread.
     *
     * @param job with two axes
     * @param name of the trajectory
     * @throws IOException if a checkpoint cannot be read or belongs to another network
     * @throws CancellationException if the listener asks to stop
     */
    public static Trajectory measure(SurveyJob job, String name, List<Checkpoint> checkpoints, Listener listener)
            throws IOException {
        if (job.plane().dimensions() != 2) {
            throw new IllegalArgumentException("a trajectory is drawn on a plane, and this has "
                    + job.plane().dimensions() + " axes");
        }
        int n = checkpoints.size();
        var points = new double[n][];
        var residuals = new double[n];
        var losses = new double[n];
        var projection = new Projection(job.plane());
        for (int i = 0; i < n; i++) {
            if (listener.isCancelled()) {
                throw new CancellationException("stopped while checkpoints were projected");
            }
            try (var weights = Weights.load(checkpoints.get(i).file(), job.model(), job.precision())) {
                var place = projection.of(weights.theta());
                points[i] = place.coordinates().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                residuals[i] = place.residual();
                losses[i] = ownLoss(job, weights);
            }
            listener.onProgress(new Progress("trajectory", i + 1, n, "checkpoint", "loss " + (float) losses[i]));
        }
        var trajectory = Trajectory.of(name, labels(checkpoints), column(points, 0), column(points, 1))
                .withResiduals(residuals)
                .withTrueLosses(losses)
                .withPlaneLosses(planeLosses(job, points));
        return withExplainedVariance(trajectory, job.plane());
    }

    private static Trajectory withExplainedVariance(Trajectory trajectory, Plane plane) {
        var shares = plane.facts().addTo(Trust.NONE).figures();
        var x = shares.get("explained_variance_x");
        var y = shares.get("explained_variance_y");
        return x == null || y == null ? trajectory : trajectory.withExplainedVariance(x, y);
    }

    private static double ownLoss(SurveyJob job, Weights weights) {
        var set = job.subject().sets().get(0);
        return Objective.of(
                        job.model(),
                        weights.state(),
                        set.inputs(),
                        set.targets(),
                        job.subject().loss(),
                        OwnLoss.BATCH)
                .value(weights.theta())
                .loss();
    }

    private static double[] planeLosses(SurveyJob job, double[][] points) {
        try (var plan = job.plan(job.defaultBlockSamples());
                var evaluator = plan.newEvaluator()) {
            return column(evaluator.evaluate(points), 0);
        }
    }

    private static List<String> labels(List<Checkpoint> checkpoints) {
        var labels = new ArrayList<String>();
        checkpoints.forEach(checkpoint -> labels.add(checkpoint.label()));
        return labels;
    }

    private static double[] column(double[][] rows, int column) {
        var values = new double[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i][column];
        }
        return values;
    }
}
