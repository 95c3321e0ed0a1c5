package dev.orograph.objective;

import org.bytedeco.pytorch.Tensor;

/**
 * A sum whose terms are mean losses of a network's outputs on blocks of samples, so that it can be differentiated with
 * respect to the outputs too.
 */
public interface SampleSum extends FiniteSum {
    /** How wrong outputs are. */
    Loss loss();

    /**
     * The network's outputs on a block of samples, [samples, outputs] or [samples, length, classes], with a graph if {@code theta} requires a gradient;
     * belongs to the current scope.
     */
    Tensor outputs(Tensor theta, int term);

    /** The targets of a block of samples: int64 labels [samples] or [samples, length], or numbers [samples, outputs]; still owned by this. */
    Tensor targets(int term);

    /** Number of the first sample of a block among all samples. */
    long firstSample(int term);

    @Override
    SampleSum forOtherThread();
}
