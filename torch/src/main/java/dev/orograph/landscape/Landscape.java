package dev.orograph.landscape;

import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.provenance.Provenance;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A measured landscape with what is known about how far to trust it.
 *
 * @param outcome whether every cell is there
 * @param surface the cells
 */
public record Landscape(Outcome outcome, Surface surface) {
    /**
     * Checks the centre, then measures every cell of a grid on a plane.
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
        var centre = inSingleThread(() -> CentreCheck.run(subject, plane, plan));
        reportCentre(subject, centre, listener);
        var measured = Survey.run(plan, grid, known, store, threads, listener);
        var bare = measured.toSurface(Trust.NONE, provenance);
        var trust = plane.addTo(withShares(centre, bare, plan.quantities().get(0)));
        return new Landscape(
                measured.outcome(),
                measured.toSurface(trust, plane.facts().addTo(provenance.with("plan", plan.name()))));
    }

    private static Trust withShares(Trust trust, Surface surface, String quantity) {
        var values = surface.values(quantity);
        int nan = 0;
        int infinite = 0;
        int computed = 0;
        for (int cell = 0; cell < values.length; cell++) {
            if (surface.status(cell) == Status.COMPUTED) {
                computed++;
                nan += Double.isNaN(values[cell]) ? 1 : 0;
                infinite += Double.isInfinite(values[cell]) ? 1 : 0;
            }
        }
        double cells = Math.max(1, computed);
        return trust.with("share_nan", nan / cells).with("share_infinite", infinite / cells);
    }

    private static void reportCentre(SurveySubject subject, Trust centre, Listener listener) {
        if (centre.figures().getOrDefault("deterministic", 1.0) == 0) {
            listener.onMessage("warning: two evaluations of the centre differ; the network is not deterministic");
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

    /** Runs with one thread per operation, as the workers do, without changing the calling thread. */
    private static <T> T inSingleThread(Callable<T> work) {
        var pool = Executors.newSingleThreadExecutor();
        try {
            return pool.submit(() -> {
                        Threads.useInCurrentThread(1);
                        return work.call();
                    })
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException("the check of the centre failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during the check of the centre", e);
        } finally {
            pool.shutdownNow();
            awaitEnd(pool); // whoever called gives back tensors that the check may still read
        }
    }

    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
