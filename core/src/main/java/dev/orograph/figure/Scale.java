package dev.orograph.figure;

import java.util.List;

/** Maps numbers to positions along an axis or a colour bar: 0 at the low end, 1 at the high end. */
public sealed interface Scale permits LinearScale, CountScale, LogScale, SymmetricScale, CategoryScale {
    double low();

    double high();

    /** Position of {@code value}, beyond [0, 1] outside the ends; NaN if it has none, such as −1 on a log scale. */
    double position(double value);

    /** The number at {@code position}. */
    double value(double position);

    /**
     * Round numbers within the ends, ascending.
     *
     * @param wanted how many labelled ones would be good, at least 1; about that many are returned
     */
    List<Tick> ticks(int wanted);

    /** A log scale over the given range if {@code logarithmic} and the range is positive, a linear one otherwise. */
    static Scale over(Range range, boolean logarithmic) {
        return logarithmic && range.low() > 0
                ? LogScale.over(range)
                : new LinearScale(range.labelable().low(), range.labelable().high());
    }
}
