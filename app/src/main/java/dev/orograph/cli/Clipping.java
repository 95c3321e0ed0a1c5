package dev.orograph.cli;

import dev.orograph.measurement.Surface;

/** Cuts mountains off that would leave the valleys without colours. */
final class Clipping {
    private Clipping() {}

    /** The surface with finite values above {@code most} replaced by it; NaN and infinity stay what they are. */
    static Surface above(Surface surface, String quantity, double most) {
        var values = surface.values(quantity);
        for (int cell = 0; cell < values.length; cell++) {
            if (Double.isFinite(values[cell]) && values[cell] > most) {
                values[cell] = most;
            }
        }
        return surface.withValues(quantity, values);
    }
}
