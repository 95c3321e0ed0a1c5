package dev.orograph.landscape;

import dev.orograph.network.Model;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The directions along which checkpoints differ most: principal components of the rows θᵢ − θₙ with their mean taken
 * off, θₙ being the last checkpoint. From the rows' n × n matrix of inner products in float64, never from a matrix of
 * parameters by parameters; the checkpoints are read from their files again for each component, so that only a few lie
 * in memory at a time.
 */
public final class PrincipalComponents {
    /** A component with less than this share of the variance is rounding. */
    private static final double LEAST_SHARE = 1e-12;

    private final CheckpointRows rows;
    private final double[] variances;
    private final double[][] coefficients;

    /**
     * @param variances descending
     * @param coefficients per component one weight for each checkpoint
     */
    private PrincipalComponents(CheckpointRows rows, double[] variances, double[][] coefficients) {
        this.rows = rows;
        this.variances = variances;
        this.coefficients = coefficients;
    }

    /**
     * Analyses checkpoints.
     *
     * @param checkpoints in the order of training, at least two
     * @param ignoresRankOne leaves biases and batch norm out, as the loss-landscape scripts do with {@code biasbn}
     * @throws IOException if a file cannot be read or belongs to another network
     * @throws IllegalArgumentException if there are too few checkpoints, or all are the same or not finite
     */
    public static PrincipalComponents of(
            List<Path> checkpoints, Model model, Precision precision, boolean ignoresRankOne) throws IOException {
        if (checkpoints.size() < 2) {
            throw new IllegalArgumentException("principal components need at least two checkpoints, but there is only "
                    + checkpoints.stream().map(Path::toString).findFirst().orElse("none"));
        }
        var rows = new CheckpointRows(List.copyOf(checkpoints), model, precision, ignoresRankOne);
        return decompose(rows, rows.innerProducts());
    }

    private static PrincipalComponents decompose(CheckpointRows rows, double[][] products) {
        int n = products.length;
        var centred = centred(products);
        try (var scope = new PointerScope()) {
            var eigen = torch.linalg_eigh(Tensors.of(centred, n, n));
            var values = Tensors.toDoubles(eigen.get0());
            var vectors = Tensors.toDoubles(eigen.get1());
            int largest = n - 1;
            if (!(values[largest] > 0) || !Double.isFinite(values[largest])) {
                throw new IllegalArgumentException(
                        "the " + n + " checkpoints have no principal components: they are all the same or not finite");
            }
            var variances = new double[n - 1];
            var coefficients = new ArrayList<double[]>();
            for (int k = 0; k < n - 1; k++) {
                int column = largest - k;
                variances[k] = Math.max(0, values[column]) / (n - 1);
                if (values[column] > LEAST_SHARE * values[largest]) {
                    coefficients.add(coefficients(vectors, column, n, Math.sqrt(values[column])));
                }
            }
            return new PrincipalComponents(rows, variances, coefficients.toArray(double[][]::new));
        }
    }

    /** Row-major, with the mean of every row and of every column taken off. */
    private static double[] centred(double[][] products) {
        int n = products.length;
        var means = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            means[i] = DoubleStream.of(products[i]).sum() / n;
            mean += means[i] / n;
        }
        var centred = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                centred[i * n + j] = products[i][j] - means[i] - means[j] + mean;
            }
        }
        return centred;
    }

    /** Weights of the checkpoints in a component; they sum to zero, so that the rows' mean need not be known. */
    private static double[] coefficients(double[] vectors, int column, int n, double singularValue) {
        var weights = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = vectors[i * n + column] / singularValue;
            mean += weights[i] / n;
        }
        for (int i = 0; i < n; i++) {
            weights[i] -= mean;
        }
        return weights;
    }

    /** Number of components that are more than rounding. */
    public int count() {
        return coefficients.length;
    }

    /** Variance of the checkpoints along each component, descending, with n − 1 in the denominator. */
    public List<Double> variances() {
        return DoubleStream.of(variances).boxed().toList();
    }

    /** Share of the whole variance along each component; they sum to 1. */
    public List<Double> ratios() {
        double sum = DoubleStream.of(variances).sum();
        return DoubleStream.of(variances)
                .map(variance -> variance / sum)
                .boxed()
                .toList();
    }

    /** Singular values of the centred rows, descending. */
    public List<Double> singularValues() {
        return DoubleStream.of(variances)
                .map(variance -> Math.sqrt(variance * variances.length))
                .boxed()
                .toList();
    }

    /**
     * A component as a direction of length 1, [elements]; belongs to the current scope. Its element of largest size is
     * positive, as in scikit-learn.
     *
     * @param index from 0, the one with the largest variance
     * @throws IOException if a checkpoint cannot be read any more
     * @throws IllegalArgumentException if there are not so many
     */
    public Tensor component(int index) throws IOException {
        if (index < 0 || index >= count()) {
            throw new IllegalArgumentException("there is no principal component " + index + ": the " + rows.size()
                    + " checkpoints have " + count() + ", counted from 0");
        }
        try (var scope = new PointerScope()) {
            var sum = rows.combination(coefficients[index]);
            double largest = sum.take(sum.abs().argmax()).item_double();
            sum.div_(new Scalar(Math.signum(largest) * sum.norm().item_double()));
            return Tensors.keep(sum.to(rows.precision().scalarType()));
        }
    }
}
