package dev.orograph.optimize;

import org.bytedeco.pytorch.Tensor;

/** Climbs instead: −g. */
public record Ascent() implements Transform {
    @Override
    public Tensor apply(Tensor update, Step step) {
        return update.neg_();
    }
}
