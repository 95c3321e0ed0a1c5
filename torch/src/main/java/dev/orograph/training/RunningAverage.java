package dev.orograph.training;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataSet;
import dev.orograph.network.Model;
import dev.orograph.network.StatisticsEstimate;
import dev.orograph.optimize.Averaging;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The average of the parameters of a training, with batch-norm statistics estimated at it over all training samples as
 * they are. Owns its tensors, borrows network and samples.
 */
final class RunningAverage implements AutoCloseable {
    private static final String TAKEN = "average.taken";

    private final Averaging rule;
    private final Model model;
    private final DataSet samples;
    private final int batchSize;
    private final Precision precision;
    private final Tensor mean;
    private final State state;
    private long taken;
    private long estimated;

    RunningAverage(Averaging rule, Model model, DataSet samples, int batchSize, Precision precision, Tensor theta) {
        this.rule = rule;
        this.model = model;
        this.samples = samples;
        this.batchSize = batchSize;
        this.precision = precision;
        this.state = model.initialState();
        try (var scope = new PointerScope()) {
            this.mean = Tensors.own(torch.zeros_like(theta));
        }
    }

    /** Whether nothing has entered yet. */
    boolean isEmpty() {
        return taken == 0;
    }

    /** Lets the parameters after a number of steps enter, if it is their turn. */
    void offer(Tensor theta, long steps, long stepsPerEpoch, long epochs) {
        if (!rule.takes(steps, stepsPerEpoch, epochs)) {
            return;
        }
        if (taken == 0) {
            mean.copy_(theta);
        } else {
            mean.lerp_(theta, new Scalar(rule.share(taken)));
        }
        taken++;
    }

    /** The averaged parameters, still owned by this. */
    Tensor theta() {
        return mean;
    }

    /** The network's state at the average, still owned by this; estimated anew when the average has moved. */
    State state() {
        if (!state.isEmpty() && estimated != taken) {
            try (var fresh = model.initialState()) {
                state.assign(fresh.toArrays());
            }
            new StatisticsEstimate(model, samples.inputs(), Math.max(2, batchSize)).fill(state, mean, () -> {});
            estimated = taken;
        }
        return state;
    }

    /** Averaged parameters by block name. */
    NamedArrays parameters() {
        return model.layout().toArrays(mean);
    }

    /** Parameters and state by block name, as a checkpoint holds them. */
    NamedArrays weights() {
        var blocks = new ArrayList<NamedArray>(parameters().blocks());
        blocks.addAll(state().toArrays().blocks());
        return NamedArrays.of(blocks);
    }

    void write(Notes notes) {
        notes.put(TAKEN, taken);
    }

    /** Takes over a number from notes, and parameters as {@link #parameters} gave them. */
    void restore(NamedArrays parameters, Notes notes) {
        try (var scope = new PointerScope()) {
            mean.copy_(model.layout().fromArrays(parameters, precision));
        }
        taken = notes.count(TAKEN);
        estimated = 0;
    }

    @Override
    public void close() {
        mean.close();
        state.close();
    }
}
