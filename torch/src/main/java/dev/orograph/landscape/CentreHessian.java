package dev.orograph.landscape;

import dev.orograph.curvature.Curvature;
import dev.orograph.curvature.CurvatureOperator;
import dev.orograph.curvature.Eigenpairs;
import dev.orograph.curvature.Lanczos;
import dev.orograph.data.DataSet;
import dev.orograph.network.Model;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.Loss;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Threads;
import java.util.concurrent.CancellationException;
import org.bytedeco.pytorch.Tensor;

/**
 * The Hessian of the mean loss over a data set, for directions along its eigenvectors. Borrows everything.
 *
 * @param state of the network at the centre
 */
record CentreHessian(Model model, State state, DataSet data, Loss loss, Listener listener)
        implements Centre.Eigenvectors {
    /** Numbers of input per graph, and samples. */
    private static final long BATCH_ELEMENTS = 1 << 18;

    private static final long SMALLEST_BATCH = 16;
    private static final long LARGEST_BATCH = 1000;

    /** What graphs that are kept from product to product may take; decides about time alone. */
    private static final long GRAPH_BYTES = 2L << 30;

    @Override
    public Eigenpairs of(Tensor theta, int count, long seed) {
        listener.onMessage("looking for the " + (count == 1 ? "first eigenvector" : "first " + count + " eigenvectors")
                + " of the Hessian at the centre");
        long elements = Math.max(1, data.inputShape().elements());
        int batch = (int) Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, BATCH_ELEMENTS / elements));
        try (var function = BlockedLoss.of(model, state, data.inputs(), data.targets(), loss, batch);
                var operator = CurvatureOperator.of(
                        new Curvature.Hessian(), function, theta, Threads.available(), GRAPH_BYTES)) {
            var pairs = Lanczos.top(count).withSeed(seed).solve(operator, listener);
            if (pairs.outcome() == Outcome.CANCELLED) {
                pairs.close();
                throw new CancellationException("stopped while eigenvectors of the Hessian were looked for");
            }
            warn(pairs);
            return pairs;
        }
    }

    private void warn(Eigenpairs pairs) {
        if (!pairs.isConverged()) {
            listener.onMessage("warning: the eigenvectors have not converged after " + pairs.products()
                    + " products; the directions are near them, as their residuals tell");
        } else if (!pairs.isRankAssured()) {
            listener.onMessage("warning: an eigenvalue among the first may have been missed");
        }
    }
}
