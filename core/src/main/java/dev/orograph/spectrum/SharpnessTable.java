package dev.orograph.spectrum;

import dev.orograph.progress.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Sharpness measures of one network.
 *
 * @param loss L(θ); NaN or infinite where the network's is
 * @param figures in the order that was asked for; one that was cancelled is missing
 * @param seed of the random draws
 * @param outcome completed, or cancelled
 */
public record SharpnessTable(double loss, List<SharpnessFigure> figures, long seed, Outcome outcome) {
    /** What must be said wherever such figures are shown; see Jiang 2019, arXiv 1912.02178, and arXiv 2302.07011. */
    public static final String CAVEAT = "None of these measures is a universal proxy for generalisation.";

    public SharpnessTable {
        figures = List.copyOf(figures);
    }

    /** The figure of that name; empty if it was not asked for, or cancelled. */
    public Optional<SharpnessFigure> find(String name) {
        return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }
}
