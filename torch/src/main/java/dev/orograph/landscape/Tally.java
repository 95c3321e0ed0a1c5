package dev.orograph.landscape;

/** Sums of one cell over the sample blocks of one set, in double. */
final class Tally {
    private double loss;
    private long correct;

    void add(double lossSum, long correctCount) {
        loss += lossSum;
        correct += correctCount;
    }

    /** Mean loss, then accuracy in percent if {@code hasAccuracy}. */
    void write(double[] values, int at, int samples, boolean hasAccuracy) {
        values[at] = loss / samples;
        if (hasAccuracy) {
            values[at + 1] = 100.0 * correct / samples;
        }
    }
}
