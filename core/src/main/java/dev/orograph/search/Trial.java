package dev.orograph.search;

import java.util.List;

/**
 * A try that has ended.
 *
 * @param places one for each parameter of the space
 * @param loss what it came to; NaN or infinite for one that failed, which counts as worse than any number
 */
public record Trial(List<Double> places, double loss) {
    public Trial {
        places = List.copyOf(places);
    }

    /** The loss as an order can use it. */
    double rank() {
        return Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
    }
}
