package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.run.MetricsRecord;
import java.io.IOException;
import java.util.Optional;

/** Where a training leaves what it finds, and finds what an interrupted one left. */
public interface TrainingRecorder {
    /** Forgets everything. */
    TrainingRecorder NONE = new TrainingRecorder() {
        @Override
        public void record(MetricsRecord metrics) {}

        @Override
        public void checkpoint(int epoch, NamedArrays parametersAndState) {}

        @Override
        public void save(NamedArrays progress) {}

        @Override
        public Optional<NamedArrays> saved() {
            return Optional.empty();
        }
    };

    /** Receives metrics: {@code step} after every step, {@code epoch} after every epoch and, as epoch 0, at the start. */
    void record(MetricsRecord metrics) throws IOException;

    /** Receives parameters and batch-norm state by block name after an epoch; 0 is the start. May come again on resume. */
    void checkpoint(int epoch, NamedArrays parametersAndState) throws IOException;

    /** Receives all that is needed to go on from here, replacing what it received before. */
    void save(NamedArrays progress) throws IOException;

    /**
     * What {@link #save} received last, in this process or an earlier one. Records that came after it are forgotten:
     * they will come again.
     */
    Optional<NamedArrays> saved() throws IOException;
}
