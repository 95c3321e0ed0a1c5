package dev.orograph.landscape;

/** Mean and variance of numbers that come in blocks, merged after Chan, Golub and LeVeque (1979). */
final class Moments {
    private long count;
    private double mean;
    private double squares;

    /**
     * Adds the first {@code size} numbers of a block, at least one. Deviations are taken from its first number, so that
     * equal numbers have a variance of exactly 0.
     */
    void add(double[] block, int size) {
        double first = block[0];
        double sum = 0;
        double sumOfSquares = 0;
        for (int i = 0; i < size; i++) {
            double deviation = block[i] - first;
            sum += deviation;
            sumOfSquares += deviation * deviation;
        }
        double blockMean = first + sum / size;
        double blockSquares = Math.max(0, sumOfSquares - sum * sum / size);
        double apart = blockMean - mean;
        long total = count + size;
        squares += blockSquares + apart * apart * count * size / total;
        mean = count == 0 ? blockMean : mean + apart * size / total;
        count = total;
    }

    long count() {
        return count;
    }

    /** 0 of no numbers. */
    double mean() {
        return mean;
    }

    /** Unbiased, with n − 1; NaN of fewer than two numbers. */
    double variance() {
        return count < 2 ? Double.NaN : squares / (count - 1);
    }
}
