package dev.orograph.study;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What became of a training.
 *
 * @param verdict in one word or two
 * @param epochs the first epoch after which 99 % of the whole improvement of the training loss was made; only where it
 *     learned
 */
record Learning(Verdict verdict, OptionalInt epochs) {
    /** Share of the improvement that counts as all of it. */
    private static final double ALL = 0.99;

    /** A loss above this share of ln(classes), the loss of guessing, is no learning. */
    static final double GUESSING = 0.99;

    /** How a training can end. */
    enum Verdict {
        LEARNED,
        DID_NOT_LEARN,
        DIVERGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Judges by the training losses.
     *
     * @param losses at the start and after every epoch, at least one
     * @param isDiverged whether a loss or gradient was not finite
     * @param classes of the data
     */
    static Learning of(double[] losses, boolean isDiverged, int classes) {
        double last = losses[losses.length - 1];
        if (isDiverged || Arrays.stream(losses, 1, losses.length).anyMatch(loss -> !Double.isFinite(loss))) {
            return new Learning(Verdict.DIVERGED, OptionalInt.empty());
        }
        if (!(last < GUESSING * Math.log(classes)) || !(last < losses[0])) {
            return new Learning(Verdict.DID_NOT_LEARN, OptionalInt.empty());
        }
        int epoch = 0;
        while (losses[0] - losses[epoch] < ALL * (losses[0] - last)) {
            epoch++;
        }
        return new Learning(Verdict.LEARNED, OptionalInt.of(epoch));
    }

    /** As it stands in a table. */
    String text() {
        return epochs.isPresent() ? Integer.toString(epochs.getAsInt()) : verdict.toString();
    }
}
