package dev.orograph.figure;

/**
 * A mark on an axis.
 *
 * @param value where it stands, in data units
 * @param label what is written beside it; empty for a minor tick
 */
public record Tick(double value, String label) {
    boolean isMajor() {
        return !label.isEmpty();
    }
}
