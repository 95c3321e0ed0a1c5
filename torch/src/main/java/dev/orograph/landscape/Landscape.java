package dev.orograph.landscape;

import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.provenance.Provenance;
import dev.orograph.tensor.SingleThread;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A measured landscape with what is known about how far to trust it.
 *
 * @param outcome whether every cell is there
 * @param surface the cells
 */
public record Landscape(Outcome outcome, Surface surface) {
    /**
     * Checks the centre, then measures every cell of a grid on a plane. A wish to stop is noticed during either.
     *
     * @param known cells measured before by the same recipe
     * @param store where finished cells go
     * @param threads number of single-threaded workers, at least 1
     * @param provenance what the result was made from
     * @throws IOException if a finished cell cannot be kept
     */
    public static Landscape map(
            SurveySubject subject,
            Plane plane,
            EvaluationPlan plan,
            Grid grid,
            Map<Integer, double[]> known,
            CellStore store,
            int threads,
            Listener listener,
            Provenance provenance)
            throws IOException {
        return map(
                subject, plane, plan, grid, Optional.empty(), known, store, threads, listener, provenance, List.of());
    }

    /**
     * @param adaptive if only as many cells are to be measured as it needs, and the others interpolated
     * @param ownLosses the network's own, one for each set of samples; none to measure them here
     */
    static Landscape map(
            SurveySubject subject,
            Plane plane,
            EvaluationPlan plan,
            Grid grid,
            Optional<Adaptive> adaptive,
            Map<Integer, double[]> known,
            CellStore store,
            int threads,
            Listener listener,
            Provenance provenance,
            List<OwnLoss> ownLosses)
            throws IOException {
        var checked = SingleThread.run(
                () -> CentreCheck.run(
                        subject, plane, plan, ownLosses.isEmpty() ? CentreCheck.ownLosses(subject, plane) : ownLosses),
                listener);
        checked.ifPresent(centre -> reportCentre(subject, centre, listener));
        if (adaptive.isPresent() && checked.isPresent()) {
            var told = provenance.with("adaptive", adaptive.get().tolerance().median());
            return new AdaptiveSurvey(
                            adaptive.get(),
                            grid,
                            plan.quantities(),
                            checked.get(),
                            (measured, trust) -> of(measured, trust, subject, plane, plan, told))
                    .run(plan, grid, known, store, threads, listener);
        }
        var measured = Survey.run(plan, grid, known, store, threads, listener);
        return of(measured, checked.orElse(Trust.NONE), subject, plane, plan, provenance);
    }

    private static Landscape of(
            Measured measured,
            Trust known,
            SurveySubject subject,
            Plane plane,
            EvaluationPlan plan,
            Provenance provenance) {
        var bare = measured.toSurface(Trust.NONE, provenance);
        var trust = TrustReport.of(known, subject, plane, bare);
        return new Landscape(
                measured.outcome(),
                Convexity.with(measured.toSurface(
                        trust, plane.facts().addTo(withChance(provenance.with("plan", plan.name()), subject)))));
    }

    /** Names what makes the network's output a matter of chance, under {@code chance}. */
    private static Provenance withChance(Provenance provenance, SurveySubject subject) {
        var chance = String.join("; ", subject.model().chance());
        return chance.isEmpty() ? provenance : provenance.with("chance", chance);
    }

    private static void reportCentre(SurveySubject subject, Trust centre, Listener listener) {
        var chance = String.join("; ", subject.model().chance());
        if (centre.figures().getOrDefault("deterministic", 1.0) == 0) {
            listener.onMessage("warning: two evaluations of the centre differ; the network is not deterministic"
                    + (chance.isEmpty() ? "" : " (" + chance + ")"));
        } else if (!chance.isEmpty()) {
            listener.onMessage("warning: the network's output is not a function of each sample alone (" + chance + ")");
        }
        for (var set : subject.sets()) {
            double own = centre.figures().getOrDefault(set.name() + "_model_loss", Double.NaN);
            double difference = centre.figures().getOrDefault(set.name() + "_centre_difference", Double.NaN);
            if (difference > centreTolerance(subject, own)) {
                listener.onMessage("warning: the survey's " + set.name() + " loss at the centre differs by "
                        + difference + " from the network's own " + own);
            }
        }
    }

    /** 1e-6 relative to losses above 1 in float32 and better; bfloat16 keeps 8 bits, so its difference is only noted. */
    private static double centreTolerance(SurveySubject subject, double loss) {
        return switch (subject.precision()) {
            case FLOAT32, FLOAT64 -> 1e-6 * Math.max(1, Math.abs(loss));
            case BFLOAT16 -> Double.POSITIVE_INFINITY;
        };
    }
}
