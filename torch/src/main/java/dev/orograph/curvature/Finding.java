package dev.orograph.curvature;

import dev.orograph.spectrum.Estimate;
import dev.orograph.spectrum.SharpnessValue;

/**
 * What a sharpness measure gave.
 *
 * @param value the number, or why there is none
 * @param note what was found on the way; may be empty
 */
record Finding(SharpnessValue value, String note) {
    static Finding exact(double value) {
        return new Finding(new SharpnessValue.Exact(value), "");
    }

    static Finding drawn(Estimate estimate) {
        return new Finding(new SharpnessValue.Drawn(estimate), "");
    }

    static Finding notReached(String why) {
        return new Finding(new SharpnessValue.NotReached(why), "");
    }
}
