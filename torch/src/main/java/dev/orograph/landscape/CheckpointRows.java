package dev.orograph.landscape;

import dev.orograph.network.Model;
import dev.orograph.network.Weights;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The rows θᵢ − θₙ of a run's checkpoints, in files; a few of them are in memory while one calculates with them. */
final class CheckpointRows {
    /** Memory for the rows that stay while the others pass by; at least one stays. */
    private static final long KEPT_BYTES = 256L << 20;

    /** Numbers of a row that are differences in float64 at a time. */
    private static final long PIECE = 1 << 18;

    private final List<Path> files;
    private final Model model;
    private final Precision precision;
    private final List<Stretch> stretches;

    /** Part of the flat vector. */
    private record Stretch(long start, long length) {}

    /**
     * @param files of the checkpoints, θₙ last
     * @param ignoresRankOne leaves blocks of rank 0 and 1 out: every row is zero there
     */
    CheckpointRows(List<Path> files, Model model, Precision precision, boolean ignoresRankOne) {
        this.files = files;
        this.model = model;
        this.precision = precision;
        this.stretches = stretches(model, ignoresRankOne);
    }

    private static List<Stretch> stretches(Model model, boolean ignoresRankOne) {
        var pieces = new ArrayList<Stretch>();
        for (Block block : model.layout().blocks()) {
            if (!ignoresRankOne || block.shape().rank() > 1) {
                for (long start = block.offset(); start < block.end(); start += PIECE) {
                    pieces.add(new Stretch(start, Math.min(PIECE, block.end() - start)));
                }
            }
        }
        return pieces;
    }

    int size() {
        return files.size();
    }

    Precision precision() {
        return precision;
    }

    private Weights load(int index) throws IOException {
        return Weights.load(files.get(index), model, precision);
    }

    /** ⟨θᵢ − θₙ, θⱼ − θₙ⟩ in float64. */
    double[][] innerProducts() throws IOException {
        int n = files.size();
        var products = new double[n][n];
        long rowBytes = model.layout().elements() * precision.bytes();
        int kept = (int) Math.max(1, Math.min(n, KEPT_BYTES / Math.max(1, rowBytes)));
        try (var origin = load(n - 1)) {
            // the last row is zero, and so are its products
            for (int first = 0; first < n - 1; first += kept) {
                var here = new ArrayList<Weights>();
                try {
                    for (int i = first; i < Math.min(first + kept, n - 1); i++) {
                        here.add(load(i));
                    }
                    put(products, first, first, products(here, here, origin));
                    for (int j = first + here.size(); j < n - 1; j++) {
                        try (var passing = load(j)) {
                            put(products, first, j, products(here, List.of(passing), origin));
                        }
                    }
                } finally {
                    here.forEach(Weights::close);
                }
            }
        }
        return products;
    }

    private static void put(double[][] products, int row, int column, double[][] part) {
        for (int i = 0; i < part.length; i++) {
            for (int j = 0; j < part[i].length; j++) {
                products[row + i][column + j] = part[i][j];
                products[column + j][row + i] = part[i][j];
            }
        }
    }

    private double[][] products(List<Weights> some, List<Weights> others, Weights origin) {
        var sums = new double[some.size()][others.size()];
        for (var stretch : stretches) {
            try (var scope = new PointerScope()) {
                var left = differences(some, origin, stretch);
                var right = some == others ? left : differences(others, origin, stretch);
                var part = Tensors.toDoubles(left.matmul(right.t()));
                for (int i = 0; i < sums.length; i++) {
                    for (int j = 0; j < sums[i].length; j++) {
                        sums[i][j] += part[i * others.size() + j];
                    }
                }
            }
        }
        return sums;
    }

    /** [rows, length of the stretch] in float64. */
    private static Tensor differences(List<Weights> rows, Weights origin, Stretch stretch) {
        var from = piece(origin, stretch);
        var differences =
                rows.stream().map(row -> piece(row, stretch).sub(from)).toArray(Tensor[]::new);
        return torch.stack(new TensorVector(differences), 0);
    }

    private static Tensor piece(Weights weights, Stretch stretch) {
        return weights.theta().narrow(0, stretch.start, stretch.length).to(ScalarType.Double);
    }

    /**
     * Σ cᵢ·(θᵢ − θₙ), float64 [elements]; belongs to the current scope.
     *
     * @param coefficients one per checkpoint; they sum to zero, so that θₙ itself need not be known
     */
    Tensor combination(double[] coefficients) throws IOException {
        try (var scope = new PointerScope()) {
            var sum = torch.zeros(new long[] {model.layout().elements()}, Precision.FLOAT64.options());
            for (int i = 0; i < coefficients.length; i++) {
                try (var row = load(i)) {
                    for (var stretch : stretches) {
                        try (var inner = new PointerScope()) {
                            sum.narrow(0, stretch.start, stretch.length)
                                    .add_(piece(row, stretch), new Scalar(coefficients[i]));
                        }
                    }
                }
            }
            return Tensors.keep(sum);
        }
    }
}
