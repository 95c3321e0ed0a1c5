package dev.orograph.training;

import dev.orograph.curvature.CurvatureJob;
import dev.orograph.curvature.Extreme;
import dev.orograph.curvature.Lanczos;
import dev.orograph.curvature.Preconditioned;
import dev.orograph.curvature.SymmetricOperator;
import dev.orograph.format.Safetensors;
import dev.orograph.optimize.MomentFile;
import dev.orograph.optimize.PlateauSchedule;
import dev.orograph.progress.Listener;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.Stability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;

/**
 * How much curvature the optimizer of a training bears after an epoch, and for Adam and RMSProp the
 * curvature that they see.
 *
 * @param experiment the training
 * @param epoch number of finished epochs
 * @param optimizerFile the optimizer's state then, if it was kept
 */
public record CurvatureStability(Experiment experiment, int epoch, Path optimizerFile) {
    /** Schedules go by the share of an epoch; any number of steps does. */
    private static final long STEPS = 1000;

    /** Under this key an optimizer's file tells by how much a schedule has reduced the learning rate. */
    static final String REDUCTION = "learning_rate_reduction";

    /**
     * The threshold, with the largest eigenvalue of the preconditioned operator where the optimizer has one; empty where
     * no threshold of the optimizer is known.
     *
     * @param operator the curvature on all of θ
     * @throws IOException if the optimizer's state cannot be read
     */
    public Optional<Stability> at(CurvatureJob job, SymmetricOperator operator, Listener listener) throws IOException {
        var settings = experiment.training().optimizer();
        var known = StabilityThreshold.of(settings, learningRate());
        if (known.isEmpty()) {
            listener.onMessage("how much curvature " + settings.text() + " bears is not known");
            return Optional.empty();
        }
        var threshold = known.get();
        var seen = threshold.isPreconditioned() && epoch > 0 && Files.exists(optimizerFile)
                ? preconditioned(job, operator, listener)
                : Optional.<Eigenvalue>empty();
        return Optional.of(new Stability(
                settings.text(), threshold.value(), threshold.formula(), seen, threshold.isPreconditioned()));
    }

    /** The rate of the next step; after the last epoch that of the last. */
    private double learningRate() throws IOException {
        var training = experiment.training();
        long step = Math.min(epoch * STEPS, Math.max(0, training.epochs() * STEPS - 1));
        return training.learningRate(step, STEPS, reduction());
    }

    /** What only the training itself has seen. */
    private double reduction() throws IOException {
        if (!(experiment.training().schedule() instanceof PlateauSchedule) || epoch == 0) {
            return 1;
        }
        var text = Safetensors.read(optimizerFile).metadata().get(REDUCTION);
        try {
            return Double.parseDouble(text == null ? "" : text);
        } catch (NumberFormatException e) {
            throw new IOException(
                    optimizerFile + " does not say how far the schedule has reduced the learning rate", e);
        }
    }

    private Optional<Eigenvalue> preconditioned(CurvatureJob job, SymmetricOperator operator, Listener listener)
            throws IOException {
        try (var scope = new PointerScope()) {
            var denominator = MomentFile.read(
                            optimizerFile, operator.size(), job.recipe().precision())
                    .denominator();
            var inverseRoot = denominator.pow(new Scalar(-0.5));
            var seen = new Preconditioned(operator, inverseRoot);
            try (var pairs = Lanczos.top(1)
                    .withEnd(Extreme.LARGEST)
                    .withSeed(job.recipe().seed())
                    .solve(seen, listener)) {
                return pairs.values().stream().findFirst();
            }
        }
    }
}
