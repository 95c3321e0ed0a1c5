package dev.orograph.landscape;

import dev.orograph.measurement.Trust;
import dev.orograph.tensor.State;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What is checked before the first cell: whether two evaluations of the centre agree to the bit, and whether the
 * survey's loss there is the network's own.
 */
final class CentreCheck {
    /** Samples per forward pass of the network's own loss; the survey's plans use other blocks. */
    static final int BATCH = 500;

    private CentreCheck() {}

    /**
     * Figures {@code deterministic} (1 or 0) and, for each set of samples, {@code …_centre_loss} (by the plan),
     * {@code …_model_loss} (by the network itself in the precision of the plane), {@code …_centre_difference} and
     * {@code …_standard_error} (of the model's loss, over samples).
     */
    static Trust run(SurveySubject subject, Plane plane, EvaluationPlan plan) {
        var origin = new double[][] {new double[plane.dimensions()]};
        double[] values;
        boolean deterministic;
        try (var evaluator = plan.newEvaluator()) {
            values = evaluator.evaluate(origin)[0];
            deterministic = Arrays.equals(values, evaluator.evaluate(origin)[0]);
        }
        var trust = Trust.NONE.with("deterministic", deterministic ? 1 : 0);
        try (var scope = new PointerScope()) {
            var state = subject.statistics().at(origin[0], plane.origin());
            try {
                int at = 0;
                for (var set : subject.sets()) {
                    var own = Sample.of(subject, plane, set, state);
                    trust = trust.with(set.name() + "_centre_loss", values[at])
                            .with(set.name() + "_model_loss", own.mean())
                            .with(set.name() + "_centre_difference", Math.abs(values[at] - own.mean()))
                            .with(set.name() + "_standard_error", own.standardError());
                    at += set.quantities().size();
                }
                return trust;
            } finally {
                subject.statistics().release(state);
            }
        }
    }

    /**
     * The network's own losses over samples.
     *
     * @param mean of the losses
     * @param standardError standard deviation of the losses over √samples; NaN for a single sample
     */
    private record Sample(double mean, double standardError) {
        static Sample of(SurveySubject subject, Plane plane, SampleSet set, State state) {
            int batch = subject.statistics().batch().orElse(BATCH);
            double sum = 0;
            double squares = 0;
            for (int start = 0; start < set.size(); start += batch) {
                try (var scope = new PointerScope();
                        var guard = new NoGradGuard()) {
                    int count = Math.min(batch, set.size() - start);
                    var input = set.inputs()
                            .narrow(0, start, count)
                            .to(plane.origin().scalar_type());
                    var output = subject.model()
                            .forward(
                                    plane.origin(),
                                    state,
                                    input,
                                    subject.statistics().mode());
                    var losses = subject.loss()
                            .perSample(output, set.targets().narrow(0, start, count))
                            .to(ScalarType.Double);
                    sum += losses.sum().item_double();
                    squares += losses.square().sum().item_double();
                }
            }
            int n = set.size();
            double variance = (squares - sum * sum / n) / (n - 1);
            return new Sample(sum / n, Math.sqrt(Math.max(variance, 0) / n));
        }
    }
}
