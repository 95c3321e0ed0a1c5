package dev.orograph.study;

import dev.orograph.array.NamedArrays;
import dev.orograph.network.WeightSpectrum;
import dev.orograph.spectrum.SingularValues;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Figures of a network's weight matrices, each the mean over all of them.
 *
 * @param condition condition number
 * @param spectralNorm largest singular value
 * @param publishedRankRatio singular values short of 95 % of their sum, over the shorter side
 * @param effectiveRankRatio effective rank by entropy, over the shorter side
 */
record MatrixMeans(double condition, double spectralNorm, double publishedRankRatio, double effectiveRankRatio) {
    /** Of weights that are not known. */
    static final MatrixMeans UNKNOWN = new MatrixMeans(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /**
     * Over the matrices and kernels of some weights.
     *
     * @param countsSlopes whether each learned slope of an activation counts as a matrix of one row, as in the published
     *     table
     */
    static MatrixMeans of(NamedArrays weights, Layout layout, boolean countsSlopes) {
        var spectra = new ArrayList<SingularValues>();
        for (var block : layout.blocks()) {
            var array = weights.find(block.name());
            boolean isMatrix = block.shape().rank() > 1;
            if (array != null && (isMatrix || (countsSlopes && block.kind() == BlockKind.SLOPE))) {
                spectra.add(WeightSpectrum.of(array));
            }
        }
        return new MatrixMeans(
                mean(spectra, SingularValues::conditionNumber),
                mean(spectra, SingularValues::spectralNorm),
                mean(spectra, SingularValues::publishedRankRatio),
                mean(spectra, SingularValues::effectiveRankRatio));
    }

    private static double mean(List<SingularValues> spectra, ToDoubleFunction<SingularValues> figure) {
        return spectra.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
