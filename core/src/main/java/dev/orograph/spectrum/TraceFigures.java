package dev.orograph.spectrum;

import java.util.List;
import java.util.Optional;

/**
 * The trace of an operator, and what the same products tell.
 *
 * @param trace sum of the eigenvalues
 * @param frobenius root of the sum of their squares; empty where the method does not give it
 * @param blocks the trace of each block's own square part; may be empty
 * @param products with the operator that it took
 * @param method such as {@code hutchinson}
 * @param isPrecise whether the precision that was asked for has been reached; true where none was
 */
public record TraceFigures(
        Estimate trace,
        Optional<Estimate> frobenius,
        List<BlockTrace> blocks,
        int products,
        String method,
        boolean isPrecise) {
    /** The trace of the square part that belongs to one block of parameters. */
    public record BlockTrace(String block, long parameters, Estimate trace) {}

    public TraceFigures {
        blocks = List.copyOf(blocks);
    }
}
