package dev.orograph.figure;

import dev.orograph.measurement.Series;
import org.jspecify.annotations.Nullable;

/**
 * A curve among others, with the band in which repetitions of it lie.
 *
 * @param mean the curve; its name is the curve's
 * @param low lower edge of the band, or null for none
 * @param high upper edge of the band, or null for none
 */
public record Curve(
        Series mean, @Nullable Series low, @Nullable Series high) {
    /** One without a band. */
    public static Curve of(Series series) {
        return new Curve(series, null, null);
    }
}
