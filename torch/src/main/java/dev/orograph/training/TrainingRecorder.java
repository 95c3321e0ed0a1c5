package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.ResumePoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Where a training leaves what it finds, and finds what an interrupted one left. */
public interface TrainingRecorder {
    /** Forgets everything. */
    TrainingRecorder NONE = new ForgetfulRecorder();

    /**
     * The point that was saved last, in this process or an earlier one; empty if the training is to begin. Called once,
     * first. Records that came after the point are forgotten: they will come again.
     */
    Optional<ResumePoint> resume() throws IOException;

    /** Receives a record after every step and every epoch; epoch 0 is the start. */
    void record(MetricsRecord metrics) throws IOException;

    /** Receives a point to resume from, which replaces the one before. */
    void save(ResumePoint point) throws IOException;

    /** Least time between two points; it is stretched where saving itself takes long. */
    Duration saveInterval();

    /**
     * Receives a checkpoint after an epoch. After a resume it may come again.
     *
     * @param weights parameters and batch-norm state by block name
     * @param optimizer what the optimizer remembers
     */
    void checkpoint(int epoch, NamedArrays weights, NamedArrays optimizer) throws IOException;

    /**
     * Receives averaged parameters after an epoch, before the checkpoint that they belong to.
     *
     * @param weights parameters and batch-norm state by block name
     */
    void averaged(int epoch, NamedArrays weights) throws IOException;

    /** Receives the parameters and state at a step in the middle of an epoch, such as one at which an alarm was raised. */
    void keep(long step, NamedArrays weights) throws IOException;

    /** The training has ended and there is nothing to resume any more; not called after a cancellation. */
    void finish() throws IOException;
}
