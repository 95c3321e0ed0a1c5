package dev.orograph.landscape;

import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Trust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/**
 * What is checked before the first cell: whether two evaluations of the centre agree to the bit, and whether the
 * survey's loss there is the network's own. The centre is the place of the network's weights, or the origin of a plane
 * on which they do not lie.
 */
final class CentreCheck {
    private CentreCheck() {}

    /** The network's own losses at the centre, one for each set of samples, in the precision of the plane. */
    static List<OwnLoss> ownLosses(SurveySubject subject, Plane plane) {
        try (var scope = new PointerScope()) {
            var theta = plane.theta(plane.centre());
            var state = subject.statistics().at(plane.centre(), theta);
            try {
                var losses = new ArrayList<OwnLoss>();
                for (var set : subject.sets()) {
                    losses.add(OwnLoss.of(subject, set, theta, state));
                }
                return losses;
            } finally {
                subject.statistics().release(state);
            }
        }
    }

    /**
     * Figures {@code deterministic} (1 or 0) and, for each set of samples, {@code …_centre_loss} (by the plan),
     * {@code …_model_loss} (by the network itself in the precision of the plane), {@code …_centre_difference} and
     * {@code …_standard_error} (of the model's loss, as an estimate for all samples of the kind); and
     * {@code centre_min_eig} and {@code centre_max_eig} where eigenvalues are measured.
     */
    static Trust run(SurveySubject subject, Plane plane, EvaluationPlan plan, List<OwnLoss> ownLosses) {
        var centre = new double[][] {plane.centre()};
        double[] values;
        boolean deterministic;
        try (var evaluator = plan.newEvaluator()) {
            values = evaluator.evaluate(centre)[0];
            deterministic = Arrays.equals(values, evaluator.evaluate(centre)[0]);
        }
        var trust = Trust.NONE.with("deterministic", deterministic ? 1 : 0);
        int at = 0;
        for (int i = 0; i < ownLosses.size(); i++) {
            var set = subject.sets().get(i);
            double own = ownLosses.get(i).value().loss();
            trust = trust.with(set.name() + "_centre_loss", values[at])
                    .with(set.name() + "_model_loss", own)
                    .with(set.name() + "_centre_difference", Math.abs(values[at] - own))
                    .with(set.name() + "_standard_error", ownLosses.get(i).standardError());
            at += set.quantities(subject.sampling()).size();
        }
        for (; at < values.length; at++) {
            var quantity = plan.quantities().get(at);
            if (Convexity.isEigenvalue(quantity)) {
                trust = trust.with("centre_" + quantity, values[at]);
            }
        }
        return trust;
    }
}
