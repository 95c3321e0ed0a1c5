package dev.orograph.network;

import dev.orograph.array.NamedArray;
import dev.orograph.spectrum.SingularValues;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The singular values of weights, computed in float64. */
public final class WeightSpectrum {
    private WeightSpectrum() {}

    /** The same of a weight in Java's memory. */
    public static SingularValues of(NamedArray weight) {
        try (var scope = new PointerScope()) {
            return of(Tensors.fromArray(weight));
        }
    }

    /**
     * Of a weight as a matrix with a row per output; a vector or number is a matrix of one row. All are NaN if one of its
     * numbers is not finite.
     *
     * @param weight [outputs, …] with at least one element
     */
    public static SingularValues of(Tensor weight) {
        try (var scope = new PointerScope()) {
            long rows = weight.dim() < 2 ? 1 : weight.size(0);
            var matrix = weight.detach().to(ScalarType.Double).reshape(rows, -1);
            long columns = matrix.size(1);
            var values = new double[Math.toIntExact(Math.min(rows, columns))];
            if (torch.isfinite(matrix).all().item_bool()) {
                values = Tensors.toDoubles(torch.linalg_svdvals(matrix));
            } else {
                Arrays.fill(values, Double.NaN);
            }
            return SingularValues.of(values, rows, columns);
        }
    }
}
