package dev.orograph.landscape;

import dev.orograph.objective.Loss;
import dev.orograph.objective.Value;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of a network over a set of samples by its own forward pass, whatever way cells are measured in.
 *
 * @param value mean loss, and accuracy where there are labels
 * @param standardError of the mean as an estimate for all samples of the kind: deviation of the samples' losses over
 *     √samples; NaN for a single sample
 */
record OwnLoss(Value value, double standardError) {
    /** Samples per forward pass; plans use other blocks. */
    static final int BATCH = 500;

    /**
     * Measures it.
     *
     * @param theta [elements]
     * @param state of batch norm
     * @throws java.util.concurrent.CancellationException if the thread is interrupted before all is measured
     */
    static OwnLoss of(SurveySubject subject, SampleSet set, Tensor theta, State state) {
        int batch = subject.statistics().batch().orElse(BATCH);
        double sum = 0;
        double correct = 0;
        var moments = new Moments();
        for (int start = 0; start < set.size(); start += batch) {
            CellEvaluator.throwIfInterrupted();
            try (var scope = new PointerScope();
                    var guard = new NoGradGuard()) {
                int count = Math.min(batch, set.size() - start);
                var input = set.inputs().narrow(0, start, count).to(theta.scalar_type());
                var target = set.targets().narrow(0, start, count);
                var output = subject.model()
                        .forward(theta, state, input, subject.statistics().mode());
                var losses = Tensors.toDoubles(subject.loss().perSample(output, target));
                for (double loss : losses) {
                    sum += loss;
                }
                moments.add(losses, count);
                correct += set.hasAccuracy() ? Loss.correct(output, target).item_double() : 0;
            }
        }
        var accuracy = set.hasAccuracy() ? OptionalDouble.of(100.0 * correct / set.size()) : OptionalDouble.empty();
        return new OwnLoss(
                new Value(sum / set.size(), accuracy, set.size()), Math.sqrt(moments.variance() / set.size()));
    }
}
