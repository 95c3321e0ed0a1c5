package dev.orograph.study;

import dev.orograph.comparison.Estimate;
import dev.orograph.report.Numbers;

/** Estimates as they stand in sentences and tables. */
final class Numerals {
    private Numerals() {}

    /** As in {@code 0.123 ± 0.004}, with {@code ≥} before a lower bound; without ± where there is none. */
    static String text(Estimate estimate) {
        var text = Numbers.text(estimate.mean(), 3);
        var spread =
                estimate.hasSpread() && estimate.deviation() > 0 ? " ± " + Numbers.text(estimate.deviation(), 2) : "";
        return (estimate.isLowerBound() ? "≥ " : "") + text + spread;
    }
}
