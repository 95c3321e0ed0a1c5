package dev.orograph.search;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hipparchus.special.Erf;

/**
 * A density of places of one parameter: Gaussians at the places tried, cut off at the ends, beside an even one that counts
 * as one more place; for a choice, the shares of the options with one more of each.
 */
interface ParzenDensity {
    /** The density at a place; above 0. */
    double at(double place);

    /** A place drawn from it. */
    double draw(Random random);

    static ParzenDensity of(SearchParameter parameter, List<Trial> trials, int position) {
        var places = trials.stream()
                .mapToDouble(trial -> trial.places().get(position))
                .toArray();
        return parameter instanceof SearchParameter.Choice choice
                ? Shares.of(places, choice.options().size())
                : Gaussians.of(places);
    }

    /** Of an interval, on [0, 1]. */
    final class Gaussians implements ParzenDensity {
        /** Narrower ones would try the same place again and again. */
        private static final double NARROWEST = 0.02;

        /** Width of a single one. */
        private static final double ALONE = 0.25;

        private final double[] centers;
        private final double[] widths;

        private Gaussians(double[] centers, double[] widths) {
            this.centers = centers;
            this.widths = widths;
        }

        /** Each as wide as the larger distance to its neighbours (the paper's rule), which the ends are not. */
        static Gaussians of(double[] places) {
            var sorted = places.clone();
            Arrays.sort(sorted);
            int last = sorted.length - 1;
            double narrowest = Math.max(NARROWEST, 0.25 / (1 + sorted.length));
            var widths = new double[sorted.length];
            for (int i = 0; i <= last; i++) {
                double before = i == 0 ? 0 : sorted[i] - sorted[i - 1];
                double after = i == last ? 0 : sorted[i + 1] - sorted[i];
                widths[i] = last == 0 ? ALONE : Math.max(narrowest, Math.max(before, after));
            }
            return new Gaussians(sorted, widths);
        }

        @Override
        public double at(double place) {
            double sum = 1;
            for (int i = 0; i < centers.length; i++) {
                double z = (place - centers[i]) / widths[i];
                sum += Math.exp(-z * z / 2) / (Math.sqrt(2 * Math.PI) * widths[i]) / mass(i);
            }
            return sum / (centers.length + 1);
        }

        /** Share of a Gaussian between the ends. */
        private double mass(int i) {
            double root = Math.sqrt(2) * widths[i];
            return (Erf.erf((1 - centers[i]) / root) - Erf.erf(-centers[i] / root)) / 2;
        }

        @Override
        public double draw(Random random) {
            int which = random.nextInt(centers.length + 1);
            if (which == centers.length) {
                return random.nextDouble();
            }
            while (true) {
                double place = centers[which] + widths[which] * random.nextGaussian();
                if (place >= 0 && place <= 1) {
                    return place;
                }
            }
        }
    }

    /** Of a choice. */
    final class Shares implements ParzenDensity {
        private final double[] shares;

        private Shares(double[] shares) {
            this.shares = shares;
        }

        static Shares of(double[] places, int options) {
            var shares = new double[options];
            Arrays.fill(shares, 1.0 / (places.length + options));
            for (double place : places) {
                shares[(int) place] += 1.0 / (places.length + options);
            }
            return new Shares(shares);
        }

        @Override
        public double at(double place) {
            return shares[(int) place];
        }

        @Override
        public double draw(Random random) {
            double left = random.nextDouble();
            for (int i = 0; i < shares.length - 1; i++) {
                left -= shares[i];
                if (left < 0) {
                    return i;
                }
            }
            return shares.length - 1;
        }
    }
}
