package dev.orograph.landscape;

import dev.orograph.measurement.Trust;
import dev.orograph.network.Mode;
import dev.orograph.objective.Objective;
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
        int at = 0;
        for (var set : subject.sets()) {
            double own = Objective.of(
                            subject.model(), subject.state(), set.inputs(), set.targets(), subject.loss(), BATCH)
                    .value(plane.origin())
                    .loss();
            trust = trust.with(set.name() + "_centre_loss", values[at])
                    .with(set.name() + "_model_loss", own)
                    .with(set.name() + "_centre_difference", Math.abs(values[at] - own))
                    .with(set.name() + "_standard_error", standardError(subject, plane, set));
            at += set.quantities().size();
        }
        return trust;
    }

    /** Standard deviation of the per-sample losses at the centre over √samples; NaN for a single sample. */
    private static double standardError(SurveySubject subject, Plane plane, SampleSet set) {
        double sum = 0;
        double squares = 0;
        for (int start = 0; start < set.size(); start += BATCH) {
            try (var scope = new PointerScope();
                    var guard = new NoGradGuard()) {
                int count = Math.min(BATCH, set.size() - start);
                var input =
                        set.inputs().narrow(0, start, count).to(plane.origin().scalar_type());
                var output = subject.model().forward(plane.origin(), subject.state(), input, Mode.EVALUATION);
                var losses = subject.loss()
                        .perSample(output, set.targets().narrow(0, start, count))
                        .to(ScalarType.Double);
                sum += losses.sum().item_double();
                squares += losses.square().sum().item_double();
            }
        }
        int n = set.size();
        double variance = (squares - sum * sum / n) / (n - 1);
        return Math.sqrt(Math.max(variance, 0) / n);
    }
}
