package dev.orograph.measurement;

/** What is known of one cell. A NaN or infinite loss of a {@link #COMPUTED} cell is a measurement like any other. */
public enum Status {
    /** Not computed (yet); its values mean nothing. */
    PENDING,
    /** Measured. */
    COMPUTED,
    /** Not measured, but predicted from measured cells around it. */
    INTERPOLATED,
    /** Could not be measured. */
    FAILED;

    /** Whether the cell's values mean something. */
    public boolean hasValues() {
        return this == COMPUTED || this == INTERPOLATED;
    }
}
