package dev.orograph.landscape;

import dev.orograph.measurement.Surface;
import dev.orograph.refinement.Tolerance;
import java.io.IOException;

/**
 * The wish that only as many cells be measured as a tolerance needs, and the others interpolated. Changes no measured
 * value, so that it is no part of what identifies a survey.
 *
 * @param tolerance for interpolated cells
 * @param preview receives the surface after the first round, when most of it is interpolated and no error is known
 */
public record Adaptive(Tolerance tolerance, Preview preview) {
    /** Shows a surface that is not final, before the survey goes on. */
    @FunctionalInterface
    public interface Preview {
        Preview NONE = surface -> {};

        void show(Surface surface) throws IOException;
    }
}
