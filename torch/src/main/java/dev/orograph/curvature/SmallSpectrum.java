package dev.orograph.curvature;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/** All eigenpairs of a small symmetric matrix, in float64. Immutable. */
final class SmallSpectrum {
    private final double[] values;
    private final double[][] vectors;

    private SmallSpectrum(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Decomposes the leading part of a matrix.
     *
     * @param matrix of which the lower triangle counts
     * @param size rows and columns that count
     */
    static SmallSpectrum of(double[][] matrix, int size) {
        var flat = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix[i], 0, flat, i * size, size);
        }
        try (var scope = new PointerScope()) {
            var pair = torch.linalg_eigh(Tensors.of(flat, size, size));
            var columns = Tensors.toDoubles(pair.get1());
            var vectors = new double[size][size];
            for (int i = 0; i < size; i++) {
                System.arraycopy(columns, i * size, vectors[i], 0, size);
            }
            return new SmallSpectrum(Tensors.toDoubles(pair.get0()), vectors);
        }
    }

    int size() {
        return values.length;
    }

    /** The eigenvalues, ascending. */
    double[] values() {
        return values.clone();
    }

    double value(int column) {
        return values[column];
    }

    /** A component of the eigenvector of length 1 in that column. */
    double component(int row, int column) {
        return vectors[row][column];
    }

    /** The last component of an eigenvector. */
    double last(int column) {
        return vectors[vectors.length - 1][column];
    }
}
