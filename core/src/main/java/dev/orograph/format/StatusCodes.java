package dev.orograph.format;

import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers that stand for states of cells in files. */
final class StatusCodes {
    static final String MEANING = "0 pending, 1 computed, 2 failed, 3 interpolated";

    /** A state is stored as its place in this list; new ones go to its end. */
    private static final List<Status> CODES =
            List.of(Status.PENDING, Status.COMPUTED, Status.FAILED, Status.INTERPOLATED);

    private StatusCodes() {}

    /** One code per cell. */
    static byte[] of(Surface surface) {
        var codes = new byte[surface.grid().cells()];
        for (int cell = 0; cell < codes.length; cell++) {
            codes[cell] = (byte) CODES.indexOf(surface.status(cell));
        }
        return codes;
    }

    /** The state that a code stands for, or null if it stands for none. */
    static @Nullable Status status(double code) {
        int index = (int) code;
        return index == code && index >= 0 && index < CODES.size() ? CODES.get(index) : null;
    }
}
