package dev.orograph.landscape;

import org.bytedeco.pytorch.Tensor;

/** How a direction is scaled to the weights at the centre, and what it does to biases and batch norm. */
public record Scaling(Normalization normalization, RankOnePolicy rankOne) {
    /** As the loss-landscape scripts' pictures are made: filter by filter, biases and batch norm left where they are. */
    public static final Scaling FILTER = new Scaling(Normalization.FILTER, RankOnePolicy.ZERO);

    /**
     * Scales a direction.
     *
     * @param direction [elements], unchanged
     * @return [elements], belongs to the current scope
     */
    Tensor apply(Tensor direction, Centre centre) {
        return normalization.apply(direction, centre.theta(), centre.layout(), rankOne);
    }

    /**
     * Scales a direction where it is.
     *
     * @param direction [elements], changed
     */
    void scale(Tensor direction, Centre centre) {
        normalization.scale(direction, centre.theta(), centre.layout(), rankOne);
    }

    /** As in {@code +filter+zero}. */
    String text() {
        return "+" + normalization + "+" + rankOne;
    }
}
