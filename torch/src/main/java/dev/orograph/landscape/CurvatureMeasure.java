package dev.orograph.landscape;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.orograph.curvature.Extreme;
import dev.orograph.curvature.Lanczos;
import dev.orograph.data.Split;
import dev.orograph.measurement.Convexity;
import dev.orograph.tensor.Precision;
import java.util.List;

/**
 * The smallest and the largest eigenvalue of the Hessian of the mean loss at each cell, each with its residual.
 *
 * @param tolerance a cell is finished when the residuals are at most this share of their eigenvalues
 * @param mostProducts with the Hessian at a cell, after which what there is stands with larger residuals
 * @param seed of the vector with which the search begins, the same at each cell
 */
@JsonTypeName("curvature")
public record CurvatureMeasure(double tolerance, int mostProducts, long seed) implements Measure {
    /** Values are then good to about the square of this. */
    public static final double TOLERANCE = 1e-3;

    /** Enough for most networks; see {@code docs/planes.md}. */
    public static final int MOST_PRODUCTS = 200;

    /** The basis of one worker takes at most this. It decides when the search restarts, so it must not vary. */
    private static final long BASIS_BYTES = 2L << 30;

    public CurvatureMeasure {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance " + tolerance
                    + " of eigenvalues must lie above 0 and below 1: residuals as a share of the eigenvalue, as in"
                    + " 0.001");
        }
        if (mostProducts < 1) {
            throw new IllegalArgumentException(
                    "at most " + mostProducts + " products with the Hessian per cell; allow at least 1");
        }
    }

    /** Settings that suit most networks. */
    public static CurvatureMeasure defaults() {
        return new CurvatureMeasure(TOLERANCE, MOST_PRODUCTS, 0);
    }

    /** How the eigenvalues of a cell are searched for. */
    Lanczos search() {
        return new Lanczos(2, Extreme.BOTH_ENDS, tolerance, mostProducts, BASIS_BYTES, seed);
    }

    @Override
    public List<String> quantities() {
        return List.of(
                Convexity.SMALLEST,
                Convexity.LARGEST,
                Convexity.SMALLEST + Convexity.RESIDUAL,
                Convexity.LARGEST + Convexity.RESIDUAL);
    }

    @Override
    public void require(List<Split> splits, BatchNormPolicy batchNorm, Sampling sampling, Precision precision) {
        if (splits.size() > 1) {
            throw new IllegalArgumentException(
                    "curvature is measured over one part of the data, not " + splits.size() + "; choose one split");
        }
        if (batchNorm.kind() == BatchNormPolicy.Kind.BATCH) {
            throw new IllegalArgumentException(
                    "curvature is that of the network in evaluation mode, which the batch-norm" + " policy " + batchNorm
                            + " does not use; choose frozen, interpolated or re-estimated");
        }
        if (sampling.takesPrefixes()) {
            throw new IllegalArgumentException("curvature is measured over the same samples at every cell; leave"
                    + " --precision out, or take fewer samples with --limit");
        }
        if (precision == Precision.BFLOAT16) {
            throw new IllegalArgumentException("curvature needs float32 or float64, not bfloat16");
        }
    }

    @Override
    public EvaluationPlan beside(EvaluationPlan losses, SurveySubject subject, Plane plane, int blockSamples) {
        return new CurvaturePlan(losses, this, subject, plane, blockSamples);
    }
}
