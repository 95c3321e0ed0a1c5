package dev.orograph.monitor;

import dev.orograph.measurement.Histogram;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Histograms of tensors, counted where the numbers are. */
final class Histograms {
    private static final int BINS = 64;

    private Histograms() {}

    /** All elements, from the smallest to the largest finite one in bins of equal width. */
    static Histogram of(Tensor tensor) {
        try (var scope = new PointerScope()) {
            var all = tensor.detach().reshape(-1).to(ScalarType.Float);
            var finite = all.masked_select(all.isfinite());
            long count = finite.numel();
            if (count == 0) {
                return Histogram.of(0, 1, new long[BINS], moments(all.numel()));
            }
            var wide = finite.to(ScalarType.Double);
            var moments = new Histogram.Moments(
                    count,
                    all.numel() - count,
                    wide.mean().item_double(),
                    wide.var(false).item_double(),
                    finite.min().item_double(),
                    finite.max().item_double());
            return binned(finite, moments);
        }
    }

    private static Histogram.Moments moments(long undefined) {
        return new Histogram.Moments(0, undefined, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** Equal numbers lie in the middle of a range of width 1, as numpy has it. */
    private static Histogram binned(Tensor finite, Histogram.Moments moments) {
        double pad = moments.min() < moments.max() ? 0 : Math.max(0.5, Math.ulp((float) moments.max()));
        double low = moments.min() - pad;
        double high = moments.max() + pad;
        var counts = Tensors.toDoubles(torch.histc(finite, BINS, new Scalar(low), new Scalar(high)));
        return Histogram.of(
                low, high, Arrays.stream(counts).mapToLong(Math::round).toArray(), moments);
    }
}
