package dev.orograph.landscape;

/**
 * How far the losses of one cell's samples differ, from one another and from those of the centre, and what follows for
 * the cell's loss over the whole split. Of N samples of a split m may be at hand, of which n are measured:
 *
 * <pre>
 * rise        mean over n of ℓ − c                       error²  (1/n − 1/N)·var(ℓ − c)
 * loss        mean over m of c, plus the rise            error²  (1/m − 1/N)·var(ℓ) + (1/n − 1/m)·var(ℓ − c)
 * </pre>
 *
 * <p>where c is a sample's loss at the centre: a difference estimator in two phases with finite-population correction
 * (Cochran, Sampling Techniques, 3rd edition, 1977, chapters 2 and 12). With all of a split measured both errors are 0.
 * Samples are taken to be in an order that has nothing to do with their loss.
 */
final class Spread implements BlockObserver {
    private final SampleSet set;
    private final Sampling sampling;
    private final CentreLosses centre;
    private final boolean hasCentre;
    private final Moments losses = new Moments();
    private final Moments rises = new Moments();
    private double sum;
    private double[] differences = new double[0];

    Spread(SampleSet set, Sampling sampling, CentreLosses centre) {
        this.set = set;
        this.sampling = sampling;
        this.centre = centre;
        this.hasCentre = Double.isFinite(centre.mean());
    }

    @Override
    public void losses(double[] block, int size, int start) {
        if (differences.length < size) {
            differences = new double[size];
        }
        sum += sum(block, size);
        losses.add(block, size);
        centre.rises(block, size, start, differences);
        rises.add(differences, size);
    }

    private static double sum(double[] block, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += block[i];
        }
        return sum;
    }

    /** Whether more samples are not needed for the wanted precision, or cannot give a number any more. */
    boolean isSettled() {
        if (!sampling.takesPrefixes() || losses.count() < Sampling.LEAST) {
            return false;
        }
        double loss = loss();
        double scale = hasCentre ? Math.max(Math.abs(loss), Math.abs(centre.mean())) : Math.abs(loss);
        return !Double.isFinite(loss) || riseError() <= sampling.tolerance() * scale;
    }

    private boolean hasAll() {
        return losses.count() == set.size();
    }

    double loss() {
        return hasAll() || !hasCentre ? sum / losses.count() : centre.mean() + rises.mean();
    }

    /** In percent; the same estimator as for the loss. */
    double accuracy(double correct) {
        int count = (int) losses.count();
        double here = correct / count;
        if (hasAll()) {
            return 100 * here;
        }
        double estimate = centre.correct(set.size()) / set.size() + here - centre.correct(count) / count;
        return 100 * Math.max(0, Math.min(1, estimate));
    }

    /** Standard error of {@link #loss} as an estimate for the whole split; NaN where that is not finite. */
    double lossError() {
        if (!hasCentre) {
            return error(losses, losses.count(), set.population());
        }
        return Math.hypot(error(losses, set.size(), set.population()), error(rises, losses.count(), set.size()));
    }

    /** Standard error of the rise over the centre; of the loss itself where the centre's is not finite. */
    double riseError() {
        return error(hasCentre ? rises : losses, losses.count(), set.population());
    }

    /** √((1/part − 1/whole)·variance). */
    private static double error(Moments of, long part, long whole) {
        if (!Double.isFinite(of.mean())) {
            return Double.NaN;
        }
        return part == whole ? 0 : Math.sqrt((1.0 / part - 1.0 / whole) * of.variance());
    }

    long samples() {
        return losses.count();
    }
}
