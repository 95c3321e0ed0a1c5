package dev.orograph.landscape;

import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * How a random direction is scaled to the weights it perturbs, so that pictures of different networks can be compared
 * (Li et al. 2018, arXiv 1712.09913). A filter is a slice along dimension 0 of a block of rank 2 or more: a
 * convolution's output channel, a linear layer's row. Norms are Euclidean.
 */
public enum Normalization {
    /** d as drawn. */
    NONE,
    /** Per filter: d·‖w‖ / (‖d‖ + 1e-10). */
    FILTER,
    /** Per block: d·‖w‖ / ‖d‖. */
    LAYER,
    /** Per element: d·w. */
    WEIGHT,
    /** Per filter: d / (‖d‖ + 1e-10). */
    DFILTER,
    /** Per block: d / ‖d‖. */
    DLAYER,
    /** Over the whole vector: d·‖θ‖ / ‖d‖. */
    MODEL;

    /** Guards the division for a filter whose direction is zero; the published scripts' value. */
    private static final double FILTER_GUARD = 1e-10;

    /**
     * Scales a direction. Blocks of rank 0 and 1 follow {@code policy}, whatever the scheme.
     *
     * @param direction [elements], unchanged
     * @param theta [elements], the weights at the centre
     * @return [elements], belongs to the current scope
     */
    public Tensor apply(Tensor direction, Tensor theta, Layout layout, RankOnePolicy policy) {
        try (var scope = new PointerScope()) {
            var result = direction.clone();
            scale(result, theta, layout, policy);
            return Tensors.keep(result);
        }
    }

    /**
     * Scales a direction where it is, as {@link #apply} does.
     *
     * @param direction [elements], changed
     */
    void scale(Tensor direction, Tensor theta, Layout layout, RankOnePolicy policy) {
        try (var scope = new PointerScope()) {
            for (var block : layout.blocks()) {
                try (var inner = new PointerScope()) {
                    var d = layout.view(direction, block);
                    var w = layout.view(theta, block);
                    if (block.shape().rank() > 1) {
                        scaleFilters(d, w);
                    } else {
                        scaleRankOne(d, w, policy);
                    }
                }
            }
            if (this == MODEL) {
                direction.mul_(ratio(theta, direction));
            }
        }
    }

    private void scaleRankOne(Tensor d, Tensor w, RankOnePolicy policy) {
        switch (policy) {
            case ZERO -> d.zero_();
            case COPY -> d.copy_(w);
            case LAYER -> scaleFilters(d.view(1, -1), w.view(1, -1));
        }
    }

    /** Both are viewed with filters along dimension 0; {@code d} is changed. */
    private void scaleFilters(Tensor d, Tensor w) {
        switch (this) {
            case NONE, MODEL -> {}
            case WEIGHT -> d.mul_(w);
            case FILTER -> d.mul_(filterNorms(w).div(filterNorms(d).add(new Scalar(FILTER_GUARD))));
            case DFILTER -> d.div_(filterNorms(d).add(new Scalar(FILTER_GUARD)));
            case LAYER -> d.mul_(ratio(w, d));
            case DLAYER -> d.mul_(new Scalar(inverse(d.norm().item_double())));
        }
    }

    /** ‖w‖ / ‖d‖, 0 where d is zero. */
    private static Scalar ratio(Tensor w, Tensor d) {
        return new Scalar(w.norm().item_double() * inverse(d.norm().item_double()));
    }

    private static double inverse(double norm) {
        return norm == 0 ? 0 : 1 / norm;
    }

    /** Norm of each slice along dimension 0, shaped to multiply the slices. */
    private static Tensor filterNorms(Tensor tensor) {
        long rows = tensor.size(0);
        var shape = new long[Math.toIntExact(tensor.dim())];
        Arrays.fill(shape, 1);
        shape[0] = rows;
        return tensor.reshape(rows, -1)
                .norm(new ScalarOptional(new Scalar(2)), 1)
                .view(shape);
    }

    /**
     * Reads {@code none}, {@code filter}, {@code layer}, {@code weight}, {@code dfilter}, {@code dlayer} or
     * {@code model}.
     *
     * @throws IllegalArgumentException if {@code text} is another word
     */
    public static Normalization parse(String text) {
        for (var normalization : values()) {
            if (normalization.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return normalization;
            }
        }
        throw new IllegalArgumentException("normalisation '" + text
                + "' is unknown; choose none, filter, layer, weight, dfilter, dlayer or model");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
