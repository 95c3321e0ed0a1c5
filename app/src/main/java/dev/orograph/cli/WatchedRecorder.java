package dev.orograph.cli;

import dev.orograph.run.MetricsRecord;
import dev.orograph.training.ForwardingRecorder;
import dev.orograph.training.TrainingRecorder;
import java.io.IOException;
import java.util.function.Consumer;

/** A recorder whose records somebody else sees as well. */
final class WatchedRecorder extends ForwardingRecorder {
    private final Consumer<MetricsRecord> viewer;

    /**
     * @param recorder keeps everything; borrowed
     * @param viewer sees the records
     */
    WatchedRecorder(TrainingRecorder recorder, Consumer<MetricsRecord> viewer) {
        super(recorder);
        this.viewer = viewer;
    }

    @Override
    public void record(MetricsRecord metrics) throws IOException {
        super.record(metrics);
        viewer.accept(metrics);
    }
}
