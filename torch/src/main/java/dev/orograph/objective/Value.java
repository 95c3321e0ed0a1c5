package dev.orograph.objective;

import java.util.OptionalDouble;

/**
 * What an objective is at one point.
 *
 * @param loss mean over all samples; NaN or infinite where the network's outputs lead there
 * @param accuracyPercent share of samples whose label has the largest output, 0 to 100; empty for regression
 * @param samples number of samples that went into it
 */
public record Value(double loss, OptionalDouble accuracyPercent, long samples) {
    /** Whether the loss is neither NaN nor infinite. */
    public boolean isFinite() {
        return Double.isFinite(loss);
    }
}
