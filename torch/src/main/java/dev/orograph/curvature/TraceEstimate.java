package dev.orograph.curvature;

import dev.orograph.progress.Outcome;
import dev.orograph.spectrum.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * What random products tell of an operator's trace.
 *
 * @param trace sum of the eigenvalues
 * @param perBlock the same of the square part that belongs to each block of θ, in the order that was asked for
 * @param frobenius root of the sum of squared eigenvalues; empty where the method does not give it
 * @param products how many it took
 * @param outcome completed, stopped early because the wanted precision was not reached, or cancelled
 */
public record TraceEstimate(
        Estimate trace, List<Estimate> perBlock, Optional<Estimate> frobenius, int products, Outcome outcome) {
    public TraceEstimate {
        perBlock = List.copyOf(perBlock);
    }
}
