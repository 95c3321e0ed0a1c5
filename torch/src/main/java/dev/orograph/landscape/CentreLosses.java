package dev.orograph.landscape;

/**
 * The loss of each sample at the centre, as a plan measures it there: what cells are compared with, sample by sample.
 * Written by one thread, then read by many.
 */
final class CentreLosses implements BlockObserver {
    private final double[] each;
    private final int blockSamples;
    private final double[] correct;
    private double sum;

    /**
     * @param blockSamples samples per block; the last may have fewer
     */
    CentreLosses(int samples, int blockSamples) {
        this.each = new double[samples];
        this.blockSamples = blockSamples;
        this.correct = new double[blocks(samples) + 1];
    }

    @Override
    public void losses(double[] losses, int size, int start) {
        System.arraycopy(losses, 0, each, start, size);
        double blockSum = 0;
        for (int i = 0; i < size; i++) {
            blockSum += losses[i];
        }
        sum += blockSum;
    }

    @Override
    public void correct(double count, int start) {
        int block = start / blockSamples;
        correct[block + 1] = correct[block] + count;
    }

    /** Writes how much larger the losses of a block are than here. */
    void rises(double[] losses, int size, int start, double[] rises) {
        for (int i = 0; i < size; i++) {
            rises[i] = losses[i] - each[start + i];
        }
    }

    /** Over all samples. */
    double mean() {
        return sum / each.length;
    }

    /** How many of the first samples, which end where a block ends, are classified correctly. */
    double correct(int samples) {
        return correct[blocks(samples)];
    }

    private int blocks(int samples) {
        return (samples + blockSamples - 1) / blockSamples;
    }
}
